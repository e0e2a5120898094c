package io.iclight.internal;

import io.iclight.io.tensor.TensorScope;
import io.iclight.models.unet.patch.GuidedCall;
import io.iclight.models.unet.patch.UNetCall;
import io.iclight.models.unet.patch.UNetCall.Prompt;
import io.iclight.models.unet.patch.UNetCall.Purpose;
import io.iclight.models.unet.patch.UNetHooks;
import io.iclight.samplers.Prediction;
import io.iclight.samplers.guidance.Correction;
import io.iclight.samplers.guidance.Moment;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Lets the patches of a pass change what guidance arrived at.
 *
 * @param running the pass
 * @param prediction what the network predicts
 */
record PatchedGuidance(RunningUNet running, Prediction prediction) implements Correction {

    @Override
    public Tensor correct(Estimates estimates, Tensor x, Moment moment) {
        return running.pass().hooks().guided(new Step(estimates, x, moment));
    }

    /** A step, as patches see it. */
    private final class Step implements GuidedCall {

        private final Estimates estimates;
        private final Tensor noisy;
        private final Moment moment;
        private final UNetCall call;

        Step(Estimates estimates, Tensor noisy, Moment moment) {
            this.estimates = estimates;
            this.noisy = noisy;
            this.moment = moment;
            List<Prompt> prompts = estimates.negative().isPresent()
                    ? List.of(Prompt.NEGATIVE, Prompt.POSITIVE)
                    : List.of(Prompt.POSITIVE);
            this.call = running.call(moment.level().timestep(), prompts, noisy.size(0), Purpose.PREDICTION);
        }

        @Override
        public UNetCall call() {
            return call;
        }

        @Override
        public Tensor noisy() {
            return noisy;
        }

        @Override
        public double alpha() {
            return moment.level().alpha();
        }

        @Override
        public Tensor clean() {
            return estimates.guided();
        }

        @Override
        public Optional<Tensor> clean(Prompt prompt) {
            return prompt == Prompt.NEGATIVE ? estimates.negative() : Optional.of(estimates.positive());
        }

        @Override
        public Tensor predict(Prompt prompt, Tensor other, UNetHooks hooks) {
            try (TensorScope scope = TensorScope.open()) {
                Tensor scaled = Prediction.scaled(other, moment.level());
                Tensor raw = running.again(scaled, moment.level().timestep(), prompt, hooks);
                return scope.handOut(prediction.denoised(raw, other, moment.level()));
            }
        }
    }
}
