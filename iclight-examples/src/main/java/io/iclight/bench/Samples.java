package io.iclight.bench;

import io.iclight.io.tensor.TensorData;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;

/** Input for models; the cost does not depend on its values, as long as they are of the usual size. */
final class Samples {

    private static final long SEED = 12345;

    private Samples() {}

    /** Standard normal, the same at every call; belongs to the caller. */
    static Tensor gaussian(long... shape) {
        return TensorData.ofFloats(values(shape), shape);
    }

    /** The same as numbers, row-major. */
    static float[] values(long... shape) {
        int length = 1;
        for (long axis : shape) {
            length = Math.multiplyExact(length, Math.toIntExact(axis));
        }
        Random random = new Random(SEED);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
