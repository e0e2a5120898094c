package io.iclight.internal;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.tensor.TensorScope;
import io.iclight.models.unet.UNetPass;
import io.iclight.models.unet.patch.UNetCall;
import io.iclight.models.unet.patch.UNetCall.Prompt;
import io.iclight.models.unet.patch.UNetCall.Purpose;
import io.iclight.models.unet.patch.UNetHooks;
import io.iclight.samplers.NoiseModel;
import io.iclight.samplers.Pace;
import org.bytedeco.pytorch.Tensor;

/**
 * A UNet's pass with the prompts of each of its calls.
 *
 * @param pass owned
 * @param prompts what is seen of them at each call; borrowed
 * @param pace of the sampler
 */
record RunningUNet(UNetPass pass, PromptPlan.Cursor prompts, Pace pace) implements AutoCloseable {

    /** Predicts for the positive prompt. */
    NoiseModel positive() {
        return (x, timestep) -> predict(x, timestep, prompts.next().alone(Prompt.POSITIVE));
    }

    /** Predicts for a batch whose first half has the negative and whose second half the positive prompt. */
    NoiseModel negativeAndPositive() {
        return (x, timestep) -> {
            try (TensorScope scope = TensorScope.open()) {
                // The halves are equal: what no prompt has touched is computed once for both.
                Tensor half = x.narrow(0, 0, x.size(0) / 2);
                return scope.handOut(predict(half, timestep, prompts.next().both()));
            }
        };
    }

    /**
     * Predicts once more, worse, for a prompt of the last call.
     *
     * @param x scaled for the network, {@code [images, 4, height, width]}; borrowed
     * @param timestep of the last call
     * @param prompt which
     * @param hooks act beside those of the pass; borrowed
     * @return the raw prediction, belonging to the caller
     */
    Tensor again(Tensor x, double timestep, Prompt prompt, UNetHooks hooks) {
        try (TensorScope scope = TensorScope.open()) {
            ImmutableMap<Prompt, Tensor> alone = prompts.last().alone(prompt);
            UNetCall call = call(timestep, alone.keySet(), x.size(0), Purpose.DEGRADED);
            return scope.handOut(pass.predict(x, call, alone, hooks).to(x));
        }
    }

    private Tensor predict(Tensor x, double timestep, ImmutableMap<Prompt, Tensor> contexts) {
        try (TensorScope scope = TensorScope.open()) {
            UNetCall call = call(timestep, contexts.keySet(), x.size(0), Purpose.PREDICTION);
            return scope.handOut(pass.predict(x, call, contexts, UNetHooks.NONE).to(x));
        }
    }

    /** Describes a call at a timestep. */
    UNetCall call(double timestep, Iterable<Prompt> prompted, long images, Purpose purpose) {
        UNetCall call = pass.call(timestep, prompted, images, purpose);
        return call.atStep(pace.notBefore(call.step()));
    }

    /** Ends the pass. */
    @Override
    public void close() {
        pass.close();
    }
}
