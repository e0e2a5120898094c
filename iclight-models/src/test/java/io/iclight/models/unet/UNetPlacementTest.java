package io.iclight.models.unet;

import static org.assertj.core.api.Assertions.assertThat;

import io.iclight.io.tensor.Device;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Placement;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.ModelMemory;
import io.iclight.io.weights.Weights;
import io.iclight.models.TensorScopeExtension;
import io.iclight.models.layers.Activation;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The one part of the UNet that makes a tensor from nothing, on the device that holds no elements. The other parts cannot
 * go there: libtorch has no kernels for convolutions, norms and attention that know shapes alone.
 */
@ExtendWith(TensorScopeExtension.class)
final class UNetPlacementTest {

    private static final Placement NOWHERE = new Placement(Device.META, ElementType.F16);

    private final ModelMemory memory = new ModelMemory("a part");

    @AfterEach
    void close() {
        memory.close();
    }

    @Test
    void theTimeEmbeddingIsWhereTheSampleIs() {
        TimestepEncoding encoding = new TimestepEncoding(8, TimestepEncoding.Order.COSINES_FIRST, 0);
        Weights asked = Weights.survey(memory);
        new TimeEmbedding(asked, encoding, 16, Activation.SILU);
        Weights placed = Weights.of(HashWeights.model(asked.asked(), 1), memory, NOWHERE);
        TimeEmbedding embedding = new TimeEmbedding(placed, encoding, 16, Activation.SILU);

        Tensor out = embedding.forward(new double[] {500}, torch.zeros(new long[] {1, 4, 8, 8}, NOWHERE.options()));

        assertThat(Device.of(out)).isEqualTo(Device.META);
        assertThat(ElementType.of(out.scalar_type())).isEqualTo(ElementType.F16);
    }
}
