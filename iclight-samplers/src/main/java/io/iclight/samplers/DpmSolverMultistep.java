package io.iclight.samplers;

import java.util.List;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;

/**
 * DPM-Solver and DPM-Solver++ as multistep methods: one call of the network a step, earlier predictions make up the
 * order. It covers diffusers' {@code DPMSolverMultistepScheduler} and k-diffusion's {@code sample_dpmpp_2m}, {@code
 * sample_dpmpp_2m_sde} and {@code sample_dpmpp_3m_sde}.
 *
 * @param integrand {@link Integrand#DATA} for DPM-Solver++, {@link Integrand#NOISE} for DPM-Solver
 * @param order 1 to 3; the first steps of a run have less
 * @param secondOrder the rule for steps of second order
 * @param eta how much noise is added: 0 none (the ODE), 1 as much as the SDE does; {@link Integrand#NOISE} knows only
 *     these two
 * @param noiseScale what added noise is multiplied by, 1 unless one wants to tune it
 * @param ending how the order is lowered towards the end
 * @param draws when noise is drawn; none ever is if {@code eta} is 0
 */
public record DpmSolverMultistep(
        Integrand integrand,
        int order,
        SecondOrder secondOrder,
        double eta,
        double noiseScale,
        Ending ending,
        Draws draws)
        implements Sampler {

    /** Checks the components. */
    public DpmSolverMultistep {
        Options.orderIn(1, 3, order);
        Options.addedNoise(eta, noiseScale);
        Objects.requireNonNull(integrand, "integrand");
        Objects.requireNonNull(secondOrder, "secondOrder");
        Objects.requireNonNull(ending, "ending");
        Objects.requireNonNull(draws, "draws");
        if (integrand == Integrand.NOISE && eta != 0 && eta != 1) {
            throw new IllegalArgumentException("eta must be 0 or 1 where noise is integrated, was " + eta);
        }
    }

    /**
     * Makes DPM++ 2M, without noise, as k-diffusion has it.
     *
     * @return the sampler
     */
    public static DpmSolverMultistep dpmpp2M() {
        return new DpmSolverMultistep(
                Integrand.DATA, 2, SecondOrder.MIDPOINT, 0, 1, Ending.FULL_ORDER, Draws.WHERE_ADDED);
    }

    /**
     * Makes DPM++ 2M SDE as IC-Light's demo has it: diffusers' {@code sde-dpmsolver++} of order 2.
     *
     * @return the sampler
     */
    public static DpmSolverMultistep dpmpp2MSde() {
        return new DpmSolverMultistep(
                Integrand.DATA, 2, SecondOrder.MIDPOINT, 1, 1, Ending.LOWER_IN_SHORT_RUNS, Draws.EVERY_PREDICTION);
    }

    /**
     * Makes DPM++ 3M SDE as k-diffusion has it.
     *
     * @return the sampler
     */
    public static DpmSolverMultistep dpmpp3MSde() {
        return new DpmSolverMultistep(Integrand.DATA, 3, SecondOrder.HEUN, 1, 1, Ending.FULL_ORDER, Draws.WHERE_ADDED);
    }

    /**
     * Walks a schedule.
     *
     * @throws IllegalArgumentException if noise is integrated and the schedule ends without any or begins with nothing
     *     else, or if a step would be of third order with noise
     */
    @Override
    public Tensor sample(Denoiser denoiser, Tensor x, Schedule schedule, Noise noise, StepListener listener) {
        if (integrand == Integrand.NOISE) {
            Options.beginsWithSignal("DPM-Solver", schedule);
            Options.endsNoisy("DPM-Solver", schedule);
            refuseThirdOrderWithNoise(schedule);
        }
        try (History predictions = new History(order)) {
            return Walk.through(schedule, x, listener, (index, reached) -> {
                NoiseLevel from = schedule.level(index);
                Tensor clean = denoiser.denoise(reached, from);
                predictions.push(integrand.of(clean, reached, from));
                return step(schedule, index, reached, predictions.tensors(), noise);
            });
        }
    }

    /** Nobody has derived it; diffusers fails where it would be needed. */
    private void refuseThirdOrderWithNoise(Schedule schedule) {
        for (int index = 2; index < schedule.steps(); index++) {
            if (eta > 0 && Math.min(order, ending.highestOrder(schedule, index)) == 3) {
                throw new IllegalArgumentException("DPM-Solver with noise has no steps of third order, step " + index
                        + " of " + schedule.steps() + " would be one; choose order 2, or integrate the clean tensor");
            }
        }
    }

    private Tensor step(Schedule schedule, int index, Tensor x, List<Tensor> predictions, Noise noise) {
        NoiseLevel from = schedule.level(index);
        NoiseLevel to = schedule.level(index + 1);
        boolean drawn = eta > 0 && (to.sigma() > 0 || draws == Draws.EVERY_PREDICTION);
        Blend next;
        double noiseWeight = 0;
        if (to.sigma() == 0) {
            next = Blend.of(predictions.get(0), to.alpha());
        } else {
            ExponentialStep step = integrand.step(from, to, eta);
            noiseWeight = step.noise() * noiseScale;
            next = Blend.of(x, step.keep()).plus(predictions.get(0), step.value());
            int usable = Math.min(predictions.size(), ending.highestOrder(schedule, index));
            addDifferences(next, step, schedule, index, predictions.subList(0, usable));
        }
        return drawn ? next.plus(noise.like(x), noiseWeight).tensor() : next.tensor();
    }

    /** Adds the differences of as many predictions, the newest first, as the step's order has. */
    private void addDifferences(
            Blend next, ExponentialStep step, Schedule schedule, int index, List<Tensor> predictions) {
        if (predictions.size() == 1) {
            return;
        }
        double h = logSnr(schedule, index + 1) - logSnr(schedule, index);
        double r0 = (logSnr(schedule, index) - logSnr(schedule, index - 1)) / h;
        Tensor newest = predictions.get(0);
        Tensor earlier = predictions.get(1);
        if (predictions.size() == 2) {
            double weight = step.slope(secondOrder) / r0;
            next.plus(newest, weight).plus(earlier, -weight);
            return;
        }
        double r1 = (logSnr(schedule, index - 1) - logSnr(schedule, index - 2)) / h;
        double curved = (step.slope() * r0 + step.curvature()) / (r0 + r1);
        double newer = (step.slope() + curved) / r0;
        double older = -curved / r1;
        next.plus(newest, newer).plus(earlier, older - newer).plus(predictions.get(2), -older);
    }

    private static double logSnr(Schedule schedule, int index) {
        return schedule.level(index).lambda();
    }
}
