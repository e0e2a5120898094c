package io.iclight.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.tensor.ElementType;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.synthesis.Preset;
import io.iclight.synthesis.SyntheticCheckpoint;
import io.iclight.synthesis.SyntheticModels;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDiagnosisTest {

    @TempDir
    private Path temporary;

    private Path model;
    private Path offset;

    @BeforeEach
    void write() {
        model = temporary.resolve("model");
        SyntheticCheckpoint.of(new SyntheticModels(Preset.TINY, 1), ElementType.F16)
                .write(model, ImmutableList.of(IcLightModel.FBC), file -> {});
        offset = model.resolve("iclight_sd15_fbc.safetensors");
    }

    @Test
    void aWholeModelHasNoProblems() {
        assertThat(ModelDiagnosis.ofBase(model))
                .extracting(Finding::part)
                .containsExactly("unet", "vae", "text_encoder", "tokenizer");
        assertThat(ModelDiagnosis.ofBase(model))
                .allMatch(finding -> finding.problem().isEmpty());
        assertThat(ModelDiagnosis.ofBase(model).get(0).found())
                .startsWith("440 tensors, F16, 3.3 MB")
                .contains("images made with it are noise")
                .endsWith("conv_in [32, 4, 3, 3]");
        assertThat(ModelDiagnosis.ofOffset(offset).found())
                .endsWith("conv_in [32, 12, 3, 3]: fbc (conditioned on foreground and background, 12 channels)");
        assertThat(ModelDiagnosis.ofBoth(model, offset).problem()).isEmpty();
    }

    @Test
    void everyPartThatIsAmissIsNamed() throws Exception {
        Files.delete(model.resolve("vae/config.json"));
        Path textEncoder = model.resolve("text_encoder/model.safetensors");
        try (RandomAccessFile file = new RandomAccessFile(textEncoder.toFile(), "rw")) {
            file.setLength(file.length() - 1);
        }
        Files.move(
                model.resolve("unet/diffusion_pytorch_model.safetensors"),
                model.resolve("unet/diffusion_pytorch_model.bin"));
        Files.delete(model.resolve("tokenizer/merges.txt"));

        ImmutableList<Finding> findings = ModelDiagnosis.ofBase(model);
        assertThat(findings).allMatch(finding -> finding.problem().isPresent());
        assertThat(findings.get(0).problem().get()).contains("diffusion_pytorch_model.bin is a pickle");
        assertThat(findings.get(1).problem().get()).contains("has no vae/config.json");
        assertThat(findings.get(2).problem().get()).contains("is truncated");
        assertThat(findings.get(3).problem().get()).contains("there is no tokenizer in or beside");
    }

    @Test
    void aModelThatIsRelitAlreadyIsNoBase() throws Exception {
        Path config = model.resolve("unet/config.json");
        Files.writeString(config, Files.readString(config).replace("\"in_channels\" : 4", "\"in_channels\" : 12"));
        Files.move(
                offset, model.resolve("unet/diffusion_pytorch_model.safetensors"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(ModelDiagnosis.ofBase(model).get(0).problem())
                .get()
                .asString()
                .startsWith("it takes 12 channels, a plain UNet 4; use a Stable Diffusion 1.5 model");
    }

    @Test
    void anOffsetThatIsNoneIsNamed() {
        Path unet = model.resolve("unet/diffusion_pytorch_model.safetensors");
        assertThat(ModelDiagnosis.ofOffset(unet).problem())
                .get()
                .asString()
                .contains("takes 4 channels, as a plain UNet does; use iclight_sd15_fc.safetensors");
        assertThat(ModelDiagnosis.ofOffset(temporary.resolve("none.safetensors"))
                        .problem())
                .get()
                .asString()
                .contains("none.safetensors cannot be read");
        assertThat(ModelDiagnosis.ofBase(temporary.resolve("none"))).hasSize(1);
    }

    @Test
    void offsetsOfAnotherSizeDoNotFit() {
        Path other = temporary.resolve("offset.safetensors");
        try (SafetensorsFile file = SafetensorsFile.open(model.resolve("vae/diffusion_pytorch_model.safetensors"))) {
            SafetensorsWriter.create().write(file, other);
        }
        assertThat(ModelDiagnosis.ofBoth(model, other).problem()).isPresent();
    }
}
