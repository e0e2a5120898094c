package io.iclight.samplers;

import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;

/**
 * The unified predictor-corrector (Zhao et al., 2023, arXiv:2302.04867): each prediction first corrects the tensor that
 * it was made for, then predicts the next. diffusers' {@code UniPCMultistepScheduler}.
 *
 * @param integrand what the network's prediction is turned into
 * @param order 1 or more, usually 2; the first steps of a run have less
 * @param variant which of the paper's functions B(h)
 * @param lowersOrder whether the last steps have as low an order as there are steps left
 * @param uncorrected numbers of steps, the skipped ones included, whose result is not corrected
 */
public record UniPc(
        Integrand integrand, int order, Variant variant, boolean lowersOrder, ImmutableSet<Integer> uncorrected)
        implements Sampler {

    /** The paper's functions B(h). */
    public enum Variant {
        /** {@code B(h) = h}. */
        BH1,
        /** {@code B(h) = exp(h) - 1}. */
        BH2
    }

    /** Checks the components. */
    public UniPc {
        if (order < 1) {
            throw new IllegalArgumentException("order must be at least 1, was " + order);
        }
        Objects.requireNonNull(integrand, "integrand");
        Objects.requireNonNull(variant, "variant");
        Objects.requireNonNull(uncorrected, "uncorrected");
    }

    /**
     * Makes the sampler with the usual options.
     *
     * @param order 1 or more, usually 2
     */
    public UniPc(int order) {
        this(Integrand.DATA, order, Variant.BH2, true, ImmutableSet.of());
    }

    /**
     * Walks a schedule.
     *
     * @throws IllegalArgumentException if the schedule begins without signal, or ends without noise and the last step is not
     *     of first order, integrates noise, or has {@link Variant#BH1}
     */
    @Override
    public Tensor sample(Denoiser denoiser, Tensor x, Schedule schedule, Noise noise, StepListener listener) {
        Options.beginsWithSignal("UniPC", schedule);
        if (!endsClean()) {
            Options.endsNoisy("UniPC", schedule);
        }
        try (History predictions = new History(order);
                History base = new History(1)) {
            return Walk.through(schedule, x, listener, (index, reached) -> {
                NoiseLevel from = schedule.level(index);
                Tensor prediction = integrand.of(denoiser.denoise(reached, from), reached, from);
                Tensor corrected = isCorrected(schedule, index)
                        ? corrected(schedule, index, base.newest(), predictions.tensors(), prediction)
                        : reached.alias();
                predictions.push(prediction);
                base.push(corrected);
                return predicted(schedule, index, corrected, predictions.tensors());
            });
        }
    }

    /** Whether the last step may take the whole of the noise: it is then what the network says is clean. */
    private boolean endsClean() {
        return integrand == Integrand.DATA && variant == Variant.BH2 && (lowersOrder || order == 1);
    }

    private boolean isCorrected(Schedule schedule, int index) {
        return index > 0 && !uncorrected.contains(schedule.skipped().size() + index - 1);
    }

    private int orderOf(Schedule schedule, int index) {
        int highest = lowersOrder ? Math.min(order, schedule.steps() - index) : order;
        return Math.min(highest, index + 1);
    }

    private Tensor predicted(Schedule schedule, int index, Tensor x, List<Tensor> predictions) {
        UniPcStep step = new UniPcStep(this, schedule, index, orderOf(schedule, index));
        return step.applied(x, predictions, step.predictorWeights()).tensor();
    }

    /** Takes the step before again, with the prediction that was made where it ended. */
    private Tensor corrected(Schedule schedule, int index, Tensor x, List<Tensor> predictions, Tensor prediction) {
        UniPcStep step = new UniPcStep(this, schedule, index - 1, orderOf(schedule, index - 1));
        double[] weights = step.correctorWeights();
        return step.applied(x, predictions, weights)
                .plus(prediction, step.scaled(weights[weights.length - 1]))
                .plus(predictions.get(0), -step.scaled(weights[weights.length - 1]))
                .tensor();
    }
}
