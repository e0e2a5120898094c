package io.iclight.samplers;

import org.bytedeco.pytorch.Tensor;

/** What an exponential integrator takes for constant, or for a polynomial, over a step. */
public enum Integrand {
    /** The clean tensor: DPM-Solver++ (Lu et al., 2022b, arXiv:2211.01095). */
    DATA {
        @Override
        Tensor of(Tensor clean, Tensor x, NoiseLevel level) {
            return clean;
        }

        @Override
        ExponentialStep step(NoiseLevel from, NoiseLevel to, double eta) {
            double h = to.lambda() - from.lambda();
            // From a level without signal h is infinite, and 0 times that is no number.
            double damping = eta == 0 ? 0 : eta * h;
            double decay = h + damping;
            double phi1 = -Math.expm1(-decay);
            double phi2 = 1 - phi1 / decay;
            return new ExponentialStep(
                    to.sigma() / from.sigma() * Math.exp(-damping),
                    to.alpha() * phi1,
                    to.alpha() * phi2,
                    to.alpha() * (0.5 - phi2 / decay),
                    to.sigma() * Math.sqrt(-Math.expm1(-2 * damping)));
        }
    },
    /** The noise: DPM-Solver (Lu et al., 2022a, arXiv:2206.00927). */
    NOISE {
        @Override
        Tensor of(Tensor clean, Tensor x, NoiseLevel level) {
            return Transition.direction(x, clean, level);
        }

        @Override
        ExponentialStep step(NoiseLevel from, NoiseLevel to, double eta) {
            double h = to.lambda() - from.lambda();
            double growth = Math.expm1(h);
            double scale = -to.sigma() * (1 + eta);
            return new ExponentialStep(
                    to.alpha() / from.alpha(),
                    scale * growth,
                    scale * (growth / h - 1),
                    scale * ((growth - h) / (h * h) - 0.5),
                    to.sigma() * Math.sqrt(eta * Math.expm1(2 * h)));
        }
    };

    abstract Tensor of(Tensor clean, Tensor x, NoiseLevel level);

    /** The coefficients between two noisy levels; {@code eta} is 0 without and 1 with the full noise of the SDE. */
    abstract ExponentialStep step(NoiseLevel from, NoiseLevel to, double eta);
}
