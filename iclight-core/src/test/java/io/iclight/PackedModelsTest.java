package io.iclight;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.iclight.bundled.BundledModel;
import io.iclight.io.image.Image;
import io.iclight.io.safetensors.Safetensors;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.OverlaidSource;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.light.LightSide;
import io.iclight.models.folder.Part;
import io.iclight.models.keys.LoraTarget;
import io.iclight.models.keys.LoraTargets;
import io.iclight.models.lora.Lora;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Relighters that start from what an earlier one has laid out. */
final class PackedModelsTest {

    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    private Path folder;

    private RelighterBuilder builder(Path model) {
        return Relighter.builder().model(model).packedIn(folder.resolve("packed"));
    }

    private Image relit(Path model) {
        try (Relighter relighter = builder(model).build()) {
            return relighter
                    .relight(Path.of("../docs/images/subject.png"))
                    .prompt("plaster bust, sunset over sea")
                    .light(LightSide.LEFT)
                    .seed(1)
                    .steps(4)
                    .withoutHighres()
                    .run()
                    .image();
        }
    }

    private List<Path> packed() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("packed"))) {
            return files.sorted().toList();
        }
    }

    private static List<String> parts(List<Path> files) {
        return files.stream()
                .map(file -> file.getFileName().toString().replaceAll("-.*", ""))
                .toList();
    }

    @Test
    void aSecondRelighterMapsWhatTheFirstOneKeptAndRelightsTheSame() throws IOException {
        Path model = BundledModel.MINI.folder();
        Image first = relit(model);
        List<Path> kept = packed();
        for (Path file : kept) {
            Files.setLastModifiedTime(file, LONG_AGO);
        }

        assertThat(parts(kept)).containsExactly("text_encoder", "unet", "vae");
        assertThat(relit(model)).isEqualTo(first);
        assertThat(packed())
                .isEqualTo(kept)
                .allSatisfy(file -> assertThat(Files.getLastModifiedTime(file)).isEqualTo(LONG_AGO));
    }

    @Test
    void aCheckpointThatChangedIsLaidOutAnew() throws IOException {
        Path model = folder.resolve("model");
        copy(BundledModel.MINI.folder(), model);
        Image before = relit(model);
        List<Path> kept = packed();
        changeLastLayer(model.resolve("unet").resolve("diffusion_pytorch_model.safetensors"));

        assertThat(relit(model)).isNotEqualTo(before);
        assertThat(packed()).isEqualTo(kept);
    }

    @Test
    void whatLoraFilesChangeIsNotKept() throws IOException {
        Path model = BundledModel.MINI.folder();
        Path lora;
        try (Relighter plain = Relighter.builder().model(model).build()) {
            LoraTargets targets = LoraTargets.of(
                    plain.models().unet().config(), plain.models().textEncoder().config());
            LoraTarget target = new LoraTarget(Part.UNET, "down_blocks.0.resnets.0.conv1");
            lora = LoraFixture.of(targets, List.of(target), 2, 7).write(folder.resolve("lora.safetensors"));
        }
        builder(model).loras(List.of(Lora.of(lora, 1))).build().close();

        assertThat(parts(packed())).containsExactly("vae");
    }

    private static void changeLastLayer(Path unet) {
        try (TensorSource weights = Safetensors.open(unet)) {
            String name = "conv_out.weight";
            ImmutableMap<String, TensorInfo> changed =
                    ImmutableMap.of(name, weights.tensors().get(name));
            SafetensorsWriter.create().write(new OverlaidSource(weights, HashWeights.model(changed, 1)), unet);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
