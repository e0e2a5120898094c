package io.iclight.samplers;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * The diffusion exponential integrator sampler (Zhang and Chen, 2022, arXiv:2204.13902) with polynomials in the logarithm
 * of the noise-to-signal ratio ({@code ρAB}): diffusers' {@code DEISMultistepScheduler}.
 *
 * @param order 1 to 3; the first steps of a run have less
 * @param ending how the order is lowered towards the end
 */
public record Deis(int order, Ending ending) implements Sampler {

    /** Checks the components. */
    public Deis {
        Options.orderIn(1, 3, order);
    }

    /**
     * Makes the sampler with the usual ending.
     *
     * @param order 1 to 3
     */
    public Deis(int order) {
        this(order, Ending.LOWER_IN_SHORT_RUNS);
    }

    /**
     * Walks a schedule.
     *
     * @throws IllegalArgumentException if the schedule begins without signal or ends without noise
     */
    @Override
    public Tensor sample(Denoiser denoiser, Tensor x, Schedule schedule, Noise noise, StepListener listener) {
        Options.beginsWithSignal("DEIS", schedule);
        Options.endsNoisy("DEIS", schedule);
        try (History directions = new History(order)) {
            return Walk.through(schedule, x, listener, (index, reached) -> {
                NoiseLevel from = schedule.level(index);
                NoiseLevel to = schedule.level(index + 1);
                directions.push(Transition.direction(reached, denoiser.denoise(reached, from), from));
                List<Tensor> newestFirst = directions.tensors();
                int usable = Math.min(newestFirst.size(), ending.highestOrder(schedule, index));
                double[] nodes = new double[usable];
                for (int age = 0; age < usable; age++) {
                    nodes[age] = Math.log(schedule.level(index - age).ratio());
                }
                Blend next = Blend.of(reached, to.alpha() / from.alpha());
                for (int age = 0; age < usable; age++) {
                    next.plus(newestFirst.get(age), to.alpha() * weight(nodes, age, Math.log(to.ratio())));
                }
                return next.tensor();
            });
        }
    }

    /**
     * Integrates, over the ratio, from the newest node to the end, the polynomial in its logarithm that is 1 at one node
     * and 0 at the others.
     */
    private static double weight(double[] nodes, int one, double end) {
        return switch (nodes.length) {
            case 1 -> Math.exp(end) - Math.exp(nodes[0]);
            case 2 -> {
                double other = nodes[1 - one];
                yield (linear(end, other) - linear(nodes[0], other)) / (nodes[one] - other);
            }
            default -> {
                double second = nodes[(one + 1) % 3];
                double third = nodes[(one + 2) % 3];
                yield (quadratic(end, second, third) - quadratic(nodes[0], second, third))
                        / ((nodes[one] - second) * (nodes[one] - third));
            }
        };
    }

    /** An antiderivative of {@code ln ρ - a} at {@code ln ρ}. */
    private static double linear(double log, double a) {
        return Math.exp(log) * (log - a - 1);
    }

    /** An antiderivative of {@code (ln ρ - a)(ln ρ - b)} at {@code ln ρ}. */
    private static double quadratic(double log, double a, double b) {
        return Math.exp(log) * ((log - a) * (log - b) - (log - a) - (log - b) + 2);
    }
}
