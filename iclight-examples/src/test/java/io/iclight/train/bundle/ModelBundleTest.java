package io.iclight.train.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import io.iclight.bundled.FileList;
import io.iclight.io.json.JsonReader;
import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.WeightsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBundleTest {

    @TempDir
    private Path folder;

    @Test
    void whatIsBundledIsListedAndHalvedAndSaysWhatItSaid() throws Exception {
        Path model = Files.createDirectories(folder.resolve("model/unet")).getParent();
        ImmutableMap<String, TensorInfo> tensors = ImmutableMap.of("a", TensorInfo.of(ElementType.F32, 4, 4));
        SafetensorsWriter.create()
                .metadata("step", "7")
                .write(HashWeights.model(tensors, 1), model.resolve("unet/diffusion_pytorch_model.safetensors"));
        Files.writeString(model.resolve("unet/config.json"), "{}");
        Files.writeString(model.resolve("log.csv"), "no part of a model");

        Path target = folder.resolve("packed");
        FileList files = new ModelBundle(model).write(target);

        assertThat(files.files())
                .extracting(FileList.Entry::path)
                .containsExactly("unet/config.json", "unet/diffusion_pytorch_model.safetensors");
        assertThat(FileList.of(JsonReader.read(target.resolve(FileList.NAME)))).isEqualTo(files);
        try (SafetensorsFile half = SafetensorsFile.open(target.resolve("unet/diffusion_pytorch_model.safetensors"))) {
            assertThat(half.tensors().get("a").type()).isEqualTo(ElementType.F16);
            assertThat(half.metadata()).containsEntry("step", "7");
        }
        assertThatThrownBy(() -> new ModelBundle(model).write(target))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not empty");
    }

    @Test
    void aModelThatCannotBeReadLeavesNothingBehind() throws Exception {
        Path model = Files.createDirectories(folder.resolve("model/vae")).getParent();
        Files.writeString(model.resolve("a.json"), "{}");
        Files.writeString(model.resolve("vae/diffusion_pytorch_model.safetensors"), "damaged");
        Path target = folder.resolve("packed");

        assertThatThrownBy(() -> new ModelBundle(model).write(target)).isInstanceOf(WeightsException.class);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(model);
        }
    }
}
