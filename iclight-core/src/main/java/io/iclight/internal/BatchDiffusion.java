package io.iclight.internal;

import com.google.common.collect.ImmutableList;
import io.iclight.io.tensor.TensorScope;
import io.iclight.progress.RunProgress;
import io.iclight.request.RelightRequest;
import io.iclight.samplers.Noise;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Diffusion of all pictures of a relight: in one batch where they draw from one generator; else one after the other, so that
 * each is to the bit what it would be alone.
 *
 * @param models borrowed
 * @param request every setting
 * @param noises one for all pictures, or one for each
 * @param progress told of each step
 */
record BatchDiffusion(RelightModels models, RelightRequest request, ImmutableList<Noise> noises, RunProgress progress) {

    private static final int LATENT_CHANNELS = 4;

    /**
     * Denoises the latents of a pass.
     *
     * @param plan of the pass
     * @param conditions {@code [1, inChannels - 4, height, width]}; borrowed
     * @param start latents to start from, {@code [1 or images, 4, height, width]}, or empty to start from noise; borrowed
     * @param observer looks on
     * @return {@code [images, 4, height, width]}, belonging to the caller
     */
    Tensor run(PassPlan plan, Tensor conditions, Optional<Tensor> start, PassObserver observer) {
        progress.begin(plan.stages().denoise(), plan.schedule().steps() * noises.size());
        if (noises.size() == 1) {
            DiffusionPass pass = pass(plan, conditions, noises.get(0), observer);
            return run(pass, plan, request.batch().images(), start);
        }
        try (TensorScope scope = TensorScope.open()) {
            TensorVector latents = new TensorVector();
            for (int i = 0; i < noises.size(); i++) {
                int picture = i;
                Optional<Tensor> own = start.map(all -> all.size(0) == 1 ? all : all.narrow(0, picture, 1));
                latents.push_back(run(pass(plan, conditions, noises.get(i), observer), plan, 1, own));
            }
            return scope.handOut(torch.cat(latents, 0));
        }
    }

    private Tensor run(DiffusionPass pass, PassPlan plan, int images, Optional<Tensor> start) {
        Tensor conditions = pass.network().conditions();
        return start.map(picture -> pass.fromPicture(plan.schedule(), images, picture))
                .orElseGet(() -> pass.fromNoise(
                        plan.schedule(), images, LATENT_CHANNELS, conditions.size(2), conditions.size(3)));
    }

    private DiffusionPass pass(PassPlan plan, Tensor conditions, Noise noise, PassObserver observer) {
        return new DiffusionPass(
                new ConditionedUNet(
                        models.unet(),
                        conditions,
                        plan.prompts().begin(),
                        request.network().allPatches()),
                request.sampling().method().prediction().orElse(models.prediction()),
                request.sampling().method(),
                request.network().guidance(request.guidance()).rule(),
                new MovedNoise(noise, models.unet().placement().device()),
                step -> progress.step(),
                observer);
    }
}
