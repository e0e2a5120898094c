package io.iclight.models.checkpoint;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.WeightsException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileCheckpointTest {

    private static final String FIRST = "down_blocks.0.resnets.0.conv1.weight";
    private static final String CONTEXT = "down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_k.weight";

    @TempDir
    private Path folder;

    @Test
    void anotherModelsUNetIsToldByTheSizeOfItsTokens() {
        assertThatThrownBy(() -> FileCheckpoint.open(fileWithContext(320, 1024)))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("its prompts have tokens of 1024, expected Stable Diffusion 1.5");
    }

    @Test
    void aWeightThatIsNoMatrixIsNamed() {
        Path file = fileWithContext(768);

        assertThatThrownBy(() -> FileCheckpoint.open(file))
                .isInstanceOf(WeightsException.class)
                .hasMessageStartingWith(file + ": expected " + CONTEXT + " as a matrix [320, 768], found [768]");
    }

    private Path fileWithContext(long... shape) {
        Path file = folder.resolve("unet.safetensors");
        ImmutableMap<String, TensorInfo> tensors = ImmutableMap.of(
                FIRST, TensorInfo.of(ElementType.F16, 2), CONTEXT, TensorInfo.of(ElementType.F16, shape));
        SafetensorsWriter.create().write(HashWeights.model(tensors, 1), file);
        return file;
    }
}
