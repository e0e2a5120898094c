package io.iclight.examples;

import io.iclight.Relighter;
import io.iclight.request.SamplingMethod;
import io.iclight.samplers.Denoiser;
import io.iclight.samplers.Noise;
import io.iclight.samplers.NoiseLevel;
import io.iclight.samplers.Sampler;
import io.iclight.samplers.Schedule;
import io.iclight.samplers.StepListener;
import java.nio.file.Path;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Swaps in a sampler: DDIM in twelve lines. It takes the denoiser's estimate of the clean latents, computes the noise that
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
        Sampler mine = SamplerOfOnesOwn::sample;
        SamplingMethod method =
                new SamplingMethod("mine", SamplingMethod.DDIM.scheduling(), SamplingMethod.DDIM.start(), mine);
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

    private static Tensor sample(
            Denoiser denoiser, Tensor start, Schedule schedule, Noise noise, StepListener listener) {
        Tensor x = start.clone();
        for (int i = 0; i < schedule.steps(); i++) {
            NoiseLevel from = schedule.level(i);
            NoiseLevel to = schedule.level(i + 1);
            try (PointerScope scope = new PointerScope()) {
                Tensor clean = denoiser.denoise(x, from);
                Tensor inIt = x.sub(clean, new Scalar(from.alpha())).div(new Scalar(from.sigma()));
                Tensor next = clean.mul(new Scalar(to.alpha())).add(inIt, new Scalar(to.sigma()));
                listener.onStep(new StepListener.Step(i, schedule.steps(), to, next));
                x.close();
                x = next.retainReference();
            }
        }
        return x;
    }
}
