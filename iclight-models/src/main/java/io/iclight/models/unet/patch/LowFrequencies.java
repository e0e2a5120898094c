package io.iclight.models.unet.patch;

import io.iclight.io.tensor.Device;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Scales the lowest frequencies of a feature map: of its two-dimensional Fourier transform, shifted so that 0 is in the
 * middle, the square from one before the middle up to it (diffusers v0.27.2, {@code utils/torch_utils.py}, {@code
 * fourier_filter} with a threshold of 1, and FreeU's own code). Those are the frequencies -1 and 0 along each axis: the sum
 * over four waves takes the place of a transform and its inverse.
 */
final class LowFrequencies {

    private static final int[] FREQUENCIES = {0, -1};

    private LowFrequencies() {}

    /**
     * Scales.
     *
     * @param x {@code [batch, channels, height, width]}, borrowed
     * @param scale 1 changes nothing
     * @return likewise, belonging to the caller
     */
    static Tensor scaled(Tensor x, double scale) {
        try (TensorScope scope = TensorScope.open()) {
            int height = (int) x.size(2);
            int width = (int) x.size(3);
            Tensor waves = Device.of(x)
                    .move(TensorData.ofFloats(waves(height, width), waveCount(height, width), (long) height * width))
                    .to(x.scalar_type());
            // The real part of the inverse transform: each wave times its share of the feature map.
            Tensor pixels = x.permute(0, 2, 3, 1).flatten(1, 2);
            Tensor shares = waves.matmul(pixels).mul(new Scalar((scale - 1) / ((double) height * width)));
            Tensor change = waves.t().matmul(shares).view(x.size(0), height, width, -1);
            return scope.handOut(x.add(change.permute(0, 3, 1, 2)));
        }
    }

    private static int waveCount(int height, int width) {
        return 2 * along(height) * along(width);
    }

    /** An axis of one pixel has no other frequency than 0. */
    private static int along(int size) {
        return Math.min(size, FREQUENCIES.length);
    }

    /** Cosines and sines, a row each. */
    private static float[] waves(int height, int width) {
        int pixels = height * width;
        float[] waves = new float[waveCount(height, width) * pixels];
        int row = 0;
        for (int u = 0; u < along(height); u++) {
            for (int v = 0; v < along(width); v++) {
                for (int pixel = 0; pixel < pixels; pixel++) {
                    double turns = (double) FREQUENCIES[u] * (pixel / width) / height
                            + (double) FREQUENCIES[v] * (pixel % width) / width;
                    waves[row * pixels + pixel] = (float) Math.cos(2 * Math.PI * turns);
                    waves[(row + 1) * pixels + pixel] = (float) Math.sin(2 * Math.PI * turns);
                }
                row += 2;
            }
        }
        return waves;
    }
}
