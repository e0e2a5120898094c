package io.iclight.samplers;

import org.bytedeco.pytorch.Tensor;

/**
 * One step of DPM-Solver (Lu et al., 2022a, arXiv:2206.00927, algorithms 1, 2 and 4) in several orders, which share what
 * the network predicted. Native objects belong to the scope around.
 */
final class DpmSolverStep {

    private static final double THIRD = 1.0 / 3;

    private final Denoiser denoiser;
    private final Schedule.Curve curve;
    private final Tensor x;
    private final NoiseLevel from;
    private final NoiseLevel to;
    private final double h;
    private final Tensor noise;

    /** The prediction of noise at a third of the step, which the orders 2 and 3 of an adaptive solver share. */
    private Tensor noiseAtThird;

    DpmSolverStep(Denoiser denoiser, Schedule.Curve curve, Tensor x, NoiseLevel from, NoiseLevel to) {
        this.denoiser = denoiser;
        this.curve = curve;
        this.x = x;
        this.from = from;
        this.to = to;
        this.h = to.lambda() - from.lambda();
        this.noise = predict(x, from);
    }

    /** Steps without another call of the network. */
    Blend first() {
        return towards(to, 1);
    }

    /** Steps with a second call halfway. */
    Blend second() {
        return second(noiseAt(0.5), 0.5);
    }

    /** Steps with a second call at a third of the step. */
    Blend secondByThird() {
        return second(noiseAtThird(), THIRD);
    }

    private Blend second(Tensor later, double r) {
        double weight = -to.sigma() / (2 * r) * Math.expm1(h);
        return towards(to, 1).plus(later, weight).plus(noise, -weight);
    }

    /** Steps with calls at a third and at two thirds of the step. */
    Blend third() {
        double r2 = 2 * THIRD;
        NoiseLevel level = levelAt(r2);
        double bend = -level.sigma() * (r2 / THIRD) * (Math.expm1(r2 * h) / (r2 * h) - 1);
        Tensor between =
                towards(level, r2).plus(noiseAtThird(), bend).plus(noise, -bend).tensor();
        double weight = -to.sigma() / r2 * (Math.expm1(h) / h - 1);
        return towards(to, 1).plus(predict(between, level), weight).plus(noise, -weight);
    }

    private Tensor noiseAtThird() {
        if (noiseAtThird == null) {
            noiseAtThird = noiseAt(THIRD);
        }
        return noiseAtThird;
    }

    private Tensor noiseAt(double r) {
        NoiseLevel level = levelAt(r);
        return predict(towards(level, r).tensor(), level);
    }

    private NoiseLevel levelAt(double r) {
        return curve.at(from.ratio() * Math.exp(-r * h));
    }

    /** The first-order step to a level that is a fraction of the step away. */
    private Blend towards(NoiseLevel level, double r) {
        return Blend.of(x, level.alpha() / from.alpha()).plus(noise, -level.sigma() * Math.expm1(r * h));
    }

    private Tensor predict(Tensor at, NoiseLevel level) {
        return Transition.direction(at, denoiser.denoise(at, level), level);
    }
}
