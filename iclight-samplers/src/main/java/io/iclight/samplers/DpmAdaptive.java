package io.iclight.samplers;

import io.iclight.samplers.internal.NativeScope;
import java.util.Objects;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * DPM-Solver-12 and -23 with adaptive steps (Lu et al., 2022a, arXiv:2206.00927): k-diffusion's {@code
 * sample_dpm_adaptive}. It goes from the first to the last level of a schedule in steps of its own choice. The listener
 * hears of every step tried, and that the number of steps is 0, for unknown.
 *
 * @param order 2 or 3
 * @param relativeTolerance which error is allowed, relative to the values
 * @param absoluteTolerance which error is allowed where values are small
 * @param firstStep the first step, in the logarithm of the noise; above 0
 * @param control steers the size of the steps
 * @param eta how much noise is added: 0 none, 1 as much as the forward process adds; it is drawn in any case
 * @param noiseScale what added noise is multiplied by, 1 unless one wants to tune it
 */
public record DpmAdaptive(
        int order,
        double relativeTolerance,
        double absoluteTolerance,
        double firstStep,
        StepSizeControl control,
        double eta,
        double noiseScale)
        implements Sampler {

    /** What is left of the way when it counts as done, in the logarithm of the noise. */
    private static final double ARRIVED = 1e-5;

    private static final double ORDER_WITH_NOISE = 1.5;

    /** Checks the components. */
    public DpmAdaptive {
        Options.orderIn(2, 3, order);
        Options.addedNoise(eta, noiseScale);
        Objects.requireNonNull(control, "control");
        if (!(firstStep > 0)) {
            throw new IllegalArgumentException("firstStep must be above 0, was " + firstStep);
        }
    }

    /**
     * Makes the sampler with the usual options, without noise.
     *
     * @param order 2 or 3
     */
    public DpmAdaptive(int order) {
        this(order, 0.05, 0.0078, 0.05, StepSizeControl.DEFAULT, 0, 1);
    }

    /**
     * Walks from the first to the last level of a schedule.
     *
     * @throws IllegalArgumentException if the schedule begins without signal or ends without noise
     * @throws ArithmeticException if what the denoiser returns is not finite
     */
    @Override
    public Tensor sample(Denoiser denoiser, Tensor x, Schedule schedule, Noise noise, StepListener listener) {
        Options.beginsWithSignal("DPM adaptive", schedule);
        Options.endsNoisy("DPM-Solver", schedule);
        StepSizeControl.Run sizes = control.begin(firstStep, eta > 0 ? ORDER_WITH_NOISE : order);
        NoiseLevel end = schedule.last();
        NoiseLevel from = schedule.level(0);
        try (NativeScope run = NativeScope.open();
                History reached = new History(1);
                History lower = new History(1)) {
            for (int tried = 0; from.lambda() < end.lambda() - ARRIVED; tried++) {
                try (NativeScope scope = NativeScope.open()) {
                    Tensor current = tried == 0 ? x : reached.newest();
                    double ratio = Math.max(end.ratio(), from.ratio() * Math.exp(-sizes.size()));
                    NoiseLevel to =
                            ratio == end.ratio() ? end : schedule.curve().at(ratio);
                    ShortenedStep shortened = ShortenedStep.of(from, to, end, eta);
                    Attempt attempt =
                            attempt(new DpmSolverStep(denoiser, schedule.curve(), current, from, shortened.down()));
                    Tensor before = lower.size() == 0 ? x : lower.newest();
                    if (sizes.accepts(error(attempt, before))) {
                        lower.push(attempt.low());
                        Blend next = Blend.of(attempt.high(), 1);
                        current = next.plus(noise.like(x), shortened.noise() * noiseScale)
                                .tensor();
                        from = to;
                    }
                    listener.onStep(new StepListener.Step(tried, 0, from, current));
                    reached.push(current == x ? x.clone() : current);
                }
            }
            return run.handOut(reached.size() == 0 ? x.clone() : reached.newest());
        }
    }

    /** The same step in two orders. */
    private record Attempt(Tensor low, Tensor high) {}

    private Attempt attempt(DpmSolverStep step) {
        return order == 2
                ? new Attempt(step.first().tensor(), step.second().tensor())
                : new Attempt(step.secondByThird().tensor(), step.third().tensor());
    }

    /** The root mean square of the difference between the orders, in units of what is allowed. */
    private double error(Attempt attempt, Tensor before) {
        Tensor allowed = attempt.low()
                .abs()
                .maximum(before.abs())
                .mul_(new Scalar(relativeTolerance))
                .clamp_min_(new Scalar(absoluteTolerance));
        double error = attempt.low().sub(attempt.high()).div_(allowed).norm().item_double()
                / Math.sqrt(attempt.low().numel());
        if (!Double.isFinite(error)) {
            throw new ArithmeticException("DPM-Solver cannot adapt its steps: the denoiser returned values that are "
                    + "not finite; check that the network's type can hold its activations");
        }
        return error;
    }
}
