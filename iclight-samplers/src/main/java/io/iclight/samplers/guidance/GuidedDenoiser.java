package io.iclight.samplers.guidance;

import io.iclight.samplers.Denoiser;
import io.iclight.samplers.NoiseLevel;
import io.iclight.samplers.NoiseModel;
import io.iclight.samplers.Pace;
import io.iclight.samplers.Prediction;
import io.iclight.samplers.Schedule;
import io.iclight.samplers.ShapeMismatchException;
import io.iclight.samplers.internal.NativeScope;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A denoiser whose network is asked with and without the prompt. The network is called once a level: for the negative and
 * the positive prompt together where guidance is active, else for the positive one alone.
 *
 * @param both predicts for a batch whose first half has the negative and whose second half the positive prompt: {@code
 *     [2 * batch, channels, height, width]}, the two halves of the input being equal
 * @param conditional predicts for the positive prompt: {@code [batch, channels, height, width]}
 * @param guidance combines the two halves
 * @param prediction what the network predicts
 * @param pace of the run, to know which of its steps a level belongs to
 * @param correction changes the guided estimate
 */
public record GuidedDenoiser(
        NoiseModel both,
        NoiseModel conditional,
        Guidance guidance,
        Prediction prediction,
        Pace pace,
        Correction correction)
        implements Denoiser {

    /** What the network predicted for a step, and what guidance made of it. */
    private record Raw(Tensor guided, Optional<Tensor> negative, Tensor positive) {}

    /**
     * Makes a denoiser whose estimates are guidance's.
     *
     * @param both predicts for both prompts
     * @param conditional predicts for the positive prompt
     * @param guidance combines the two
     * @param prediction what the network predicts
     * @param schedule of the run, of a sampler that does not raise its levels
     */
    public GuidedDenoiser(
            NoiseModel both, NoiseModel conditional, Guidance guidance, Prediction prediction, Schedule schedule) {
        this(both, conditional, guidance, prediction, new Pace(schedule), Correction.NONE);
    }

    @Override
    public Tensor denoise(Tensor x, NoiseLevel level) {
        Moment moment = new Moment(pace.stepAt(level), pace.steps(), level);
        try (NativeScope scope = NativeScope.open()) {
            Tensor scaled = Prediction.scaled(x, level);
            Raw raw = guidance.isActive(moment) ? guided(scaled, moment) : alone(scaled, level);
            ShapeMismatchException.check("the network's prediction", raw.guided(), x);
            Tensor guided = prediction.denoised(raw.guided(), x, level);
            return scope.handOut(
                    correction == Correction.NONE
                            ? guided
                            : correction.correct(estimates(raw, guided, x, level), x, moment));
        }
    }

    private Correction.Estimates estimates(Raw raw, Tensor guided, Tensor x, NoiseLevel level) {
        return new Correction.Estimates(
                guided,
                raw.negative().map(negative -> prediction.denoised(negative, x, level)),
                raw.negative().isPresent() ? prediction.denoised(raw.positive(), x, level) : guided);
    }

    private Raw alone(Tensor scaled, NoiseLevel level) {
        Tensor predicted = conditional.predict(scaled, level.timestep());
        return new Raw(predicted, Optional.empty(), predicted);
    }

    private Raw guided(Tensor scaled, Moment moment) {
        Tensor doubled = torch.cat(new TensorVector(scaled, scaled), 0);
        Tensor predicted = ShapeMismatchException.check(
                "the network's prediction for both prompts",
                both.predict(doubled, moment.level().timestep()),
                doubled);
        long batch = scaled.size(0);
        Tensor negative = predicted.narrow(0, 0, batch);
        Tensor positive = predicted.narrow(0, batch, batch);
        return new Raw(guidance.combine(negative, positive, moment), Optional.of(negative), positive);
    }
}
