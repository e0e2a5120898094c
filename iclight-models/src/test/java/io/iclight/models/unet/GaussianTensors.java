package io.iclight.models.unet;

import io.iclight.io.tensor.TensorData;
import java.util.Random;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;

/** Tensors for tests, of normally distributed values, the same in each run. */
public final class GaussianTensors {

    private final Random random;

    /**
     * Begins a sequence.
     *
     * @param seed decides all values
     */
    public GaussianTensors(long seed) {
        this.random = new Random(seed);
    }

    /**
     * Draws a tensor.
     *
     * @param shape of it
     * @return float32, on the processor, belonging to the caller
     */
    public Tensor of(long... shape) {
        float[] values = new float[(int) LongStream.of(shape).reduce(1, Math::multiplyExact)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return TensorData.ofFloats(values, shape);
    }
}
