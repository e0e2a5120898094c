package io.iclight.samplers;

import io.iclight.samplers.internal.NumpyLog;
import java.util.List;
import java.util.Objects;
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
        Objects.requireNonNull(ending, "ending");
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
                float[] ratios = new float[usable];
                for (int age = 0; age < usable; age++) {
                    ratios[age] = ratio(schedule.level(index - age));
                }
                Blend next = Blend.of(reached, to.alpha() / from.alpha());
                for (int age = 0; age < usable; age++) {
                    next.plus(newestFirst.get(age), to.alpha() * weight(ratios, age, ratio(to)));
                }
                return next.tensor();
            });
        }
    }

    /** The noise-to-signal ratio after diffusers' detour over alpha and sigma. */
    private static float ratio(NoiseLevel level) {
        float ratio = (float) level.ratio();
        float alpha = 1 / (float) Math.sqrt(ratio * ratio + 1);
        return ratio * alpha / alpha;
    }

    /**
     * Integrates, over the ratio, from the newest node to the end, the polynomial in its logarithm that is 1 at one node
     * and 0 at the others. Much of it cancels; this is float32 because diffusers' results have that loss in them.
     */
    private static double weight(float[] nodes, int one, float end) {
        return switch (nodes.length) {
            case 1 -> (double) end - nodes[0];
            case 2 -> {
                float other = nodes[1 - one];
                yield linear(end, nodes[one], other) - linear(nodes[0], nodes[one], other);
            }
            default -> {
                float second = nodes[(one + 1) % 3];
                float third = nodes[(one + 2) % 3];
                yield quadratic(end, nodes[one], second, third) - quadratic(nodes[0], nodes[one], second, third);
            }
        };
    }

    /** An antiderivative, at t, of the line in ln t that is 1 at b and 0 at c. */
    private static float linear(float t, float b, float c) {
        return t * (-log(c) + log(t) - 1) / (log(b) - log(c));
    }

    /** An antiderivative, at t, of the parabola in ln t that is 1 at b and 0 at c and d. */
    private static float quadratic(float t, float b, float c, float d) {
        float logT = log(t);
        float sum = log(c) * (log(d) - logT + 1) - log(d) * logT + log(d) + logT * logT - 2 * logT + 2;
        return t * sum / ((log(b) - log(c)) * (log(b) - log(d)));
    }

    private static float log(float x) {
        return NumpyLog.of(x);
    }
}
