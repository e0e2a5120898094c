package io.iclight.internal;

import com.google.common.collect.ImmutableList;
import io.iclight.io.tensor.TensorScope;
import io.iclight.request.RelightRequest;
import io.iclight.samplers.noise.NoiseGenerator;
import io.iclight.samplers.noise.PerImageNoise;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Diffusion of several relights in one batch. Each draws from its own generator what it would draw alone, and has a prompt and
 * pictures of its own; but for rounding, which depends on a batch's size, nothing else of it depends on the others.
 */
public final class JointDiffusion {

    private JointDiffusion() {}

    /**
     * Denoises the latents of a pass of each.
     *
     * @param models borrowed
     * @param request of any of them: they differ in nothing that counts here
     * @param inputs of a picture each, of relights of one {@linkplain RelightRun#likeness likeness}; borrowed
     * @param noises one for each
     * @param onStep run after each step of all
     * @return {@code [inputs, 4, height, width]}, belonging to the caller
     */
    public static Tensor run(
            RelightModels models,
            RelightRequest request,
            List<PassInput> inputs,
            List<NoiseGenerator> noises,
            Runnable onStep) {
        try (TensorScope scope = TensorScope.open()) {
            PerImageNoise noise = new PerImageNoise(ImmutableList.copyOf(noises));
            BatchDiffusion diffusion = new BatchDiffusion(models, request, ImmutableList.of(noise), onStep);
            return scope.handOut(diffusion.run(PassInput.joined(inputs), PassObserver.NONE));
        }
    }
}
