package io.iclight.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.bundled.BundledModel;
import io.iclight.io.file.FileAccessException;
import io.iclight.io.tensor.ElementType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelPackTest {

    @TempDir
    private Path temporary;

    /** A model's folder has all that a training's has, and is in float16 already. */
    @Test
    void aPackOfAModelIsThatModel() throws Exception {
        Path model = BundledModel.MINI.folder();
        Path packed = temporary.resolve("packed");
        List<Path> written = new ArrayList<>();

        new ModelPack(model, model, List.of(), ElementType.F16).write(packed, written::add);

        assertThat(written)
                .contains(packed.resolve("unet/diffusion_pytorch_model.safetensors"))
                .hasSize(5)
                .allSatisfy(file -> assertThat(file).hasSameBinaryContentAs(model.resolve(packed.relativize(file))));
        for (String file : List.of("vae/config.json", "tokenizer/vocab.json", "scheduler/scheduler_config.json")) {
            assertThat(packed.resolve(file)).hasSameBinaryContentAs(model.resolve(file));
        }
    }

    @Test
    void aTrainingThatIsNotThereIsNamed() {
        Path nothing = temporary.resolve("nothing");
        Path packed = temporary.resolve("packed");

        assertThatThrownBy(() -> new ModelPack(nothing, BundledModel.MINI.folder(), List.of(), ElementType.F16)
                        .write(packed, file -> {}))
                .isInstanceOf(FileAccessException.class)
                .hasMessageContaining(nothing.resolve("vae/config.json").toString());
        assertThat(Files.exists(packed)).isFalse();
    }
}
