package io.iclight.samplers;

import org.bytedeco.pytorch.Tensor;

/** The maths that samplers share, free of native memory but for what the scope around them frees. */
final class Transition {

    private Transition() {}

    /**
     * Moves a tensor to another level along the straight line to its clean estimate: Euler's method, which is also DDIM
     * without noise and DPM-Solver of first order. It holds at both ends, without a signal in {@code from} and without
     * noise in {@code to}.
     */
    static Blend straight(Tensor x, Tensor clean, NoiseLevel from, NoiseLevel to) {
        double share = to.sigma() / from.sigma();
        return Blend.of(x, share).plus(clean, to.alpha() - from.alpha() * share);
    }

    /**
     * Moves a tensor to another level along a given direction {@code (x - alpha * x0) / sigma}, the derivative by the
     * noise-to-signal ratio.
     */
    static Blend along(Tensor x, Tensor direction, NoiseLevel from, NoiseLevel to) {
        return Blend.of(x, to.alpha() / from.alpha()).plus(direction, to.alpha() * (to.ratio() - from.ratio()));
    }

    /** The noise that is in a tensor if this is its clean estimate: the direction of {@link #along}. */
    static Tensor direction(Tensor x, Tensor clean, NoiseLevel level) {
        return Prediction.EPSILON.raw(clean, x, level).tensor();
    }

    /** A level of the same signal with another noise-to-signal ratio. */
    static NoiseLevel withRatio(NoiseLevel level, double ratio) {
        return new NoiseLevel(level.alpha(), level.alpha() * ratio, level.timestep());
    }
}
