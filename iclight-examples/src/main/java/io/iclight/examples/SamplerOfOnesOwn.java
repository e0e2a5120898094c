package io.iclight.examples;

import io.iclight.Relighter;
import io.iclight.request.SamplingMethod;
import io.iclight.samplers.Sampler;
import io.iclight.sampling.Schedules;
import java.nio.file.Path;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Swaps in a sampler: DDIM as one lambda. It takes the denoiser's estimate of the clean latents, computes the noise that
 * must then be in them, and mixes the two anew for the next, cleaner level.
 */
public final class SamplerOfOnesOwn {

    private SamplerOfOnesOwn() {}

    /**
     * Relights a photo with a sampler that is written here.
     *
     * @param args the checkpoint's folder, IC-Light's offset, the photo, and the picture to write
     */
    public static void main(String... args) {
        Sampler mine = Sampler.stepwise((denoiser, x, from, to, noise) -> {
            Tensor clean = denoiser.denoise(x, from);
            Tensor inIt = x.sub(clean, new Scalar(from.alpha())).div(new Scalar(from.sigma()));
            return clean.mul(new Scalar(to.alpha())).add(inIt, new Scalar(to.sigma()));
        });
        SamplingMethod method = SamplingMethod.of(mine, Schedules.named("leading"));
        try (Relighter relighter = Relighter.builder()
                .model(Path.of(args[0]))
                .iclight(Path.of(args[1]))
                .build()) {
            relighter
                    .relight(Path.of(args[2]))
                    .prompt("handsome man, neon light, city")
                    .size(128, 128)
                    .steps(2)
                    .sampling(method)
                    .run()
                    .write(Path.of(args[3]));
        }
    }
}
