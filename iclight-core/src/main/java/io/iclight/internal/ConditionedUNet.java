package io.iclight.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.iclight.io.tensor.Device;
import io.iclight.models.unet.UNet;
import io.iclight.models.unet.patch.UNetPatch;
import io.iclight.samplers.Pace;
import io.iclight.samplers.Schedule;
import org.bytedeco.pytorch.Tensor;

/**
 * A UNet with all that stays the same during a pass: the prompts, and the pictures that it is conditioned on, whose
 * latents are laid beside the noisy ones at every call.
 *
 * <p>Source: lllyasviel/IC-Light, {@code gradio_demo.py}, {@code hooked_unet_forward}.
 *
 * @param unet borrowed
 * @param conditions {@code [1 or images, inChannels - 4, height, width]}; borrowed
 * @param prompts what is seen of them at each call; borrowed
 * @param patches change what the UNet computes
 */
record ConditionedUNet(UNet unet, Tensor conditions, PromptPlan.Cursor prompts, ImmutableList<UNetPatch> patches) {

    /** Where the UNet computes, and so where the latents of a pass are. */
    Device device() {
        return unet.placement().device();
    }

    /** Begins a pass, to be closed by the caller, at the pace of its sampler. */
    RunningUNet begin(Pace pace) {
        Schedule schedule = pace.schedule();
        ImmutableDoubleArray.Builder timesteps = ImmutableDoubleArray.builder(schedule.steps());
        for (int i = 0; i < schedule.steps(); i++) {
            timesteps.add(schedule.level(i).timestep());
        }
        return new RunningUNet(unet.begin(conditions, timesteps.build(), patches), prompts, pace);
    }
}
