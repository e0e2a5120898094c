package io.iclight.samplers;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * A linear multistep method after Adams and Bashforth, on levels that are not evenly spaced: diffusers' {@code
 * LMSDiscreteScheduler} and k-diffusion's {@code sample_lms}.
 *
 * @param order how many directions are remembered, 1 or more; usually 4
 */
public record Lms(int order) implements Sampler {

    /** Checks the components. */
    public Lms {
        if (order < 1) {
            throw new IllegalArgumentException("order must be at least 1, was " + order);
        }
    }

    /** Makes the sampler of order 4. */
    public Lms() {
        this(4);
    }

    /**
     * Walks a schedule.
     *
     * @throws IllegalArgumentException if the schedule begins without signal
     */
    @Override
    public Tensor sample(Denoiser denoiser, Tensor x, Schedule schedule, Noise noise, StepListener listener) {
        Options.beginsWithSignal("LMS", schedule);
        try (History directions = new History(order)) {
            return Walk.through(schedule, x, listener, (index, reached) -> {
                NoiseLevel from = schedule.level(index);
                NoiseLevel to = schedule.level(index + 1);
                directions.push(Transition.direction(reached, denoiser.denoise(reached, from), from));
                double[] weights = weights(schedule, index);
                Blend next = Blend.of(reached, to.alpha() / from.alpha());
                List<Tensor> newestFirst = directions.tensors();
                for (int age = 0; age < newestFirst.size(); age++) {
                    next.plus(newestFirst.get(age), to.alpha() * weights[age]);
                }
                return next.tensor();
            });
        }
    }

    /**
     * Integrates the polynomials that are 1 at one of the last levels and 0 at the others. Skipped levels count, though
     * there are no directions for them: that is what diffusers does.
     */
    private double[] weights(Schedule schedule, int index) {
        int count = Math.min(schedule.skipped().size() + index + 1, order);
        double here = schedule.level(index).ratio();
        double[] nodes = new double[count];
        for (int age = 0; age < count; age++) {
            nodes[age] = schedule.level(index - age).ratio() - here;
        }
        double end = schedule.level(index + 1).ratio() - here;
        double[] weights = new double[count];
        for (int age = 0; age < count; age++) {
            weights[age] = integralOfBasis(nodes, age, end);
        }
        return weights;
    }

    /** The integral from 0 of the Lagrange polynomial that is 1 at one node and 0 at the others. */
    private static double integralOfBasis(double[] nodes, int one, double end) {
        double[] coefficients = new double[nodes.length];
        coefficients[0] = 1;
        int degree = 0;
        for (int node = 0; node < nodes.length; node++) {
            if (node != one) {
                double scale = 1 / (nodes[one] - nodes[node]);
                degree++;
                for (int power = degree; power > 0; power--) {
                    coefficients[power] = (coefficients[power - 1] - nodes[node] * coefficients[power]) * scale;
                }
                coefficients[0] *= -nodes[node] * scale;
            }
        }
        double integral = 0;
        for (int power = degree; power >= 0; power--) {
            integral = (integral + coefficients[power] / (power + 1)) * end;
        }
        return integral;
    }
}
