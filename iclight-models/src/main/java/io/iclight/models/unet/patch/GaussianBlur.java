package io.iclight.models.unet.patch;

import io.iclight.io.tensor.Device;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** A Gaussian blur over 9 pixels, mirrored at the edges (diffusers and Forge, {@code gaussian_blur_2d}). */
final class GaussianBlur {

    private static final int RADIUS = 4;
    private static final int SIZE = 2 * RADIUS + 1;

    private GaussianBlur() {}

    /** Whether a picture is large enough to be mirrored. */
    static boolean canBlur(Tensor x) {
        return Math.min(x.size(2), x.size(3)) > RADIUS;
    }

    /**
     * Blurs.
     *
     * @param x {@code [batch, channels, height, width]}, more than 4 pixels each way; borrowed
     * @param sigma of the Gaussian, in pixels, above 0
     * @return likewise, belonging to the caller
     */
    static Tensor blurred(Tensor x, double sigma) {
        try (TensorScope scope = TensorScope.open()) {
            long channels = x.size(1);
            Tensor kernel = Device.of(x)
                    .move(TensorData.ofFloats(kernel(sigma), 1, 1, SIZE, SIZE))
                    .to(x.scalar_type())
                    .repeat(channels, 1, 1, 1);
            Tensor mirrored = torch.reflection_pad2d(x, RADIUS, RADIUS, RADIUS, RADIUS);
            return scope.handOut(torch.conv2d(
                    mirrored,
                    kernel,
                    new TensorOptional(),
                    new long[] {1, 1},
                    new long[] {0, 0},
                    new long[] {1, 1},
                    channels));
        }
    }

    private static float[] kernel(double sigma) {
        double[] bell = new double[SIZE];
        double sum = 0;
        for (int i = 0; i < SIZE; i++) {
            double distance = (i - RADIUS) / sigma;
            bell[i] = Math.exp(-0.5 * distance * distance);
            sum += bell[i];
        }
        float[] kernel = new float[SIZE * SIZE];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (float) (bell[i / SIZE] * bell[i % SIZE] / (sum * sum));
        }
        return kernel;
    }
}
