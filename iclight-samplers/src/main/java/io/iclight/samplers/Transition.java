package io.iclight.samplers;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The maths that samplers share. Native objects belong to the scope around.
 *
 * <p>Euler's method has two forms here that are equal on paper. From a level with next to no signal float32 loses digits
 * in one of them, and seeds keep their meaning only with the form, and the order of operations, of the program that they
 * come from.
 */
final class Transition {

    private Transition() {}

    /**
     * Moves a tensor to another level along the straight line to its clean estimate: DDIM without noise, DPM-Solver of
     * first order. It holds at both ends, without a signal in {@code from} and without noise in {@code to}.
     */
    static Blend straight(Tensor x, Tensor clean, NoiseLevel from, NoiseLevel to) {
        double share = to.sigma() / from.sigma();
        return Blend.of(x, share).plus(clean, to.alpha() - from.alpha() * share);
    }

    /** Moves a tensor to another level by the derivative there, as Karras et al. (2022) do. */
    static Blend euler(Tensor x, Tensor clean, NoiseLevel from, NoiseLevel to) {
        return from.alpha() == 0 ? straight(x, clean, from, to) : along(x, direction(x, clean, from), from, to);
    }

    /** The derivative by the noise-to-signal ratio: the noise that is in a tensor if this is its clean estimate. */
    static Tensor direction(Tensor x, Tensor clean, NoiseLevel level) {
        return x.sub(clean, new Scalar(level.alpha())).div_(new Scalar(level.sigma()));
    }

    /** Moves a tensor to another level along a given {@link #direction}. */
    static Blend along(Tensor x, Tensor direction, NoiseLevel from, NoiseLevel to) {
        return Blend.of(direction, to.alpha() * (to.ratio() - from.ratio())).plus(x, to.alpha() / from.alpha());
    }

    /** A level of the same signal with another noise-to-signal ratio. */
    static NoiseLevel withRatio(NoiseLevel level, double ratio) {
        return new NoiseLevel(level.alpha(), level.alpha() * ratio, level.timestep());
    }
}
