package io.iclight.samplers.guidance;

import io.iclight.samplers.Denoiser;
import io.iclight.samplers.NoiseLevel;
import io.iclight.samplers.NoiseModel;
import io.iclight.samplers.Prediction;
import io.iclight.samplers.Schedule;
import io.iclight.samplers.ShapeMismatchException;
import io.iclight.samplers.internal.NativeScope;
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
 * @param schedule of the run, to know which of its steps a level belongs to
 */
public record GuidedDenoiser(
        NoiseModel both, NoiseModel conditional, Guidance guidance, Prediction prediction, Schedule schedule)
        implements Denoiser {

    @Override
    public Tensor denoise(Tensor x, NoiseLevel level) {
        Moment moment = new Moment(schedule.stepAt(level), schedule.steps(), level);
        try (NativeScope scope = NativeScope.open()) {
            Tensor scaled = Prediction.scaled(x, level);
            Tensor raw =
                    guidance.isActive(moment) ? guided(scaled, moment) : conditional.predict(scaled, level.timestep());
            ShapeMismatchException.check("the network's prediction", raw, x);
            return scope.handOut(prediction.denoised(raw, x, level));
        }
    }

    private Tensor guided(Tensor scaled, Moment moment) {
        Tensor doubled = torch.cat(new TensorVector(scaled, scaled), 0);
        Tensor predicted = ShapeMismatchException.check(
                "the network's prediction for both prompts",
                both.predict(doubled, moment.level().timestep()),
                doubled);
        long batch = scaled.size(0);
        return guidance.combine(predicted.narrow(0, 0, batch), predicted.narrow(0, batch, batch), moment);
    }
}
