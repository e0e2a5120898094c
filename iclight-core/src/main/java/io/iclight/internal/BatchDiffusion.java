package io.iclight.internal;

import com.google.common.collect.ImmutableList;
import io.iclight.io.tensor.TensorScope;
import io.iclight.request.RelightRequest;
import io.iclight.samplers.Noise;
import io.iclight.samplers.Schedule;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Diffusion of all pictures of a pass: in one batch where they draw from one generator; else one after the other, so that each
 * is to the bit what it would be alone.
 *
 * @param models borrowed
 * @param request every setting
 * @param noises one for all pictures, or one for each
 * @param onStep run after each step
 */
record BatchDiffusion(RelightModels models, RelightRequest request, ImmutableList<Noise> noises, Runnable onStep) {

    private static final int LATENT_CHANNELS = 4;

    /** Counts the steps of a pass. */
    int steps(PassPlan plan) {
        return plan.schedule().steps() * noises.size();
    }

    /**
     * Denoises the latents of a pass.
     *
     * @param input of the pass; borrowed
     * @param observer looks on
     * @return {@code [images, 4, height, width]}, belonging to the caller
     */
    Tensor run(PassInput input, PassObserver observer) {
        if (noises.size() == 1) {
            return run(input, noises.get(0), observer);
        }
        try (TensorScope scope = TensorScope.open()) {
            TensorVector latents = new TensorVector();
            for (int i = 0; i < noises.size(); i++) {
                latents.push_back(run(input.picture(i), noises.get(i), observer));
            }
            return scope.handOut(torch.cat(latents, 0));
        }
    }

    private Tensor run(PassInput input, Noise noise, PassObserver observer) {
        DiffusionPass pass = pass(input, noise, observer);
        Schedule schedule = input.plan().schedule();
        Tensor conditions = input.conditions();
        return input.start()
                .map(picture -> pass.fromPicture(schedule, input.images(), picture))
                .orElseGet(() -> pass.fromNoise(
                        schedule, input.images(), LATENT_CHANNELS, conditions.size(2), conditions.size(3)));
    }

    private DiffusionPass pass(PassInput input, Noise noise, PassObserver observer) {
        return new DiffusionPass(
                new ConditionedUNet(
                        models.unet(),
                        input.conditions(),
                        input.plan().prompts().begin(),
                        request.network().allPatches()),
                request.sampling().method().prediction().orElse(models.prediction()),
                request.sampling().method(),
                request.network().guidance(request.guidance()).rule(),
                new MovedNoise(noise, models.unet().placement().device()),
                step -> onStep.run(),
                observer);
    }
}
