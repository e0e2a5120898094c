package io.iclight.samplers;

import io.iclight.samplers.internal.NativeScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * How noisy a tensor is: {@code x = alpha * x0 + sigma * noise}.
 *
 * @param alpha factor of the clean part, 0 to 1; 1 throughout where variance explodes
 * @param sigma factor of the noise, 0 or more; 0 is clean
 * @param timestep what the network is told, 0 to 999; not always whole
 */
public record NoiseLevel(double alpha, double sigma, double timestep) {

    /** Checks the components. */
    public NoiseLevel {
        if (!(alpha >= 0 && alpha <= 1) || !(sigma >= 0) || alpha == 0 && sigma == 0) {
            throw new IllegalArgumentException(
                    "expected alpha in 0..1 and sigma >= 0, not both 0; was alpha " + alpha + ", sigma " + sigma);
        }
    }

    /**
     * Makes a level where variance is preserved.
     *
     * @param ratio noise to signal, {@code sigma / alpha}; 0 or more
     * @param timestep what the network is told
     * @return the level with {@code alpha² + sigma² = 1}
     */
    public static NoiseLevel variancePreserving(double ratio, double timestep) {
        double alpha = 1 / Math.sqrt(ratio * ratio + 1);
        return new NoiseLevel(alpha, ratio * alpha, timestep);
    }

    /**
     * Makes a level where variance explodes.
     *
     * @param sigma factor of the noise; 0 or more
     * @param timestep what the network is told
     * @return the level with {@code alpha = 1}
     */
    public static NoiseLevel varianceExploding(double sigma, double timestep) {
        return new NoiseLevel(1, sigma, timestep);
    }

    /**
     * Returns the noise-to-signal ratio, which k-diffusion calls sigma.
     *
     * @return {@code sigma / alpha}; infinite where there is no signal
     */
    public double ratio() {
        return sigma / alpha;
    }

    /**
     * Returns half the logarithm of the signal-to-noise ratio, the λ of the DPM-Solver papers.
     *
     * @return {@code ln(alpha / sigma)}; infinite where there is no noise
     */
    public double lambda() {
        return Math.log(alpha) - Math.log(sigma);
    }

    /**
     * Returns the standard deviation of a tensor at this level, where image and noise each have 1: networks expect their
     * input divided by it.
     *
     * @return {@code √(alpha² + sigma²)}; 1 where variance is preserved
     */
    public double magnitude() {
        return Math.hypot(alpha, sigma);
    }

    /**
     * Brings a clean tensor to this level, as image-to-image does.
     *
     * @param clean {@code x0}; borrowed
     * @param noise standard normal, of the shape of {@code clean}; borrowed
     * @return {@code alpha * x0 + sigma * noise}, belonging to the caller
     */
    public Tensor noised(Tensor clean, Tensor noise) {
        try (NativeScope scope = NativeScope.open()) {
            return scope.handOut(clean.mul(new Scalar(alpha)).add_(noise, new Scalar(sigma)));
        }
    }
}
