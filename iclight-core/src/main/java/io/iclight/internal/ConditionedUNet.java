package io.iclight.internal;

import io.iclight.io.tensor.Device;
import io.iclight.io.tensor.TensorScope;
import io.iclight.models.unet.UNet;
import io.iclight.samplers.NoiseModel;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A UNet with all that stays the same during a pass: the prompts, and the pictures that it is conditioned on, whose
 * latents are laid beside the noisy ones at every call.
 *
 * <p>Source: lllyasviel/IC-Light, {@code gradio_demo.py}, {@code hooked_unet_forward}.
 *
 * @param unet borrowed
 * @param conditions {@code [1, inChannels - 4, height, width]}, where and in what the UNet computes; borrowed
 * @param prompts what is seen of them at each call, likewise
 */
record ConditionedUNet(UNet unet, Tensor conditions, PromptPlan.Cursor prompts) {

    /**
     * Moves the conditions to where the UNet computes, once for the pass.
     *
     * @param unet borrowed
     * @param conditions {@code [1, inChannels - 4, height, width]}; borrowed
     * @param prompts what is seen of them at each call, where the UNet computes; borrowed
     * @return the network, whose tensors belong to the caller's scope
     */
    static ConditionedUNet of(UNet unet, Tensor conditions, PromptPlan.Cursor prompts) {
        return new ConditionedUNet(unet, unet.placement().move(conditions), prompts);
    }

    /** Where the UNet computes, and so where the latents of a pass are. */
    Device device() {
        return unet.placement().device();
    }

    /** Predicts for the positive prompt. */
    NoiseModel positive() {
        return (x, timestep) -> predict(x, timestep, prompts.next().positive());
    }

    /** Predicts for a batch whose first half has the negative and whose second half the positive prompt. */
    NoiseModel negativeAndPositive() {
        return (x, timestep) -> {
            try (TensorScope scope = TensorScope.open()) {
                PromptEmbeddings now = prompts.next();
                Tensor both = torch.cat(new TensorVector(now.negative(), now.positive()), 0);
                return scope.handOut(predict(x, timestep, both));
            }
        };
    }

    /** Each prompt is repeated for its share of the batch, one after the other. */
    private Tensor predict(Tensor x, double timestep, Tensor contexts) {
        try (TensorScope scope = TensorScope.open()) {
            long batch = x.size(0);
            Tensor beside = conditions.expand(batch, -1, -1, -1);
            Tensor sample = torch.cat(new TensorVector(unet.placement().move(x), beside), 1);
            Tensor context =
                    contexts.repeat_interleave(batch / contexts.size(0), new LongOptional(0), new LongOptional());
            return scope.handOut(unet.forward(sample, timestep, context).to(x));
        }
    }
}
