package io.iclight.internal;

import io.iclight.io.tensor.TensorScope;
import io.iclight.request.SamplingMethod;
import io.iclight.samplers.Noise;
import io.iclight.samplers.NoiseLevel;
import io.iclight.samplers.NoiseModel;
import io.iclight.samplers.Pace;
import io.iclight.samplers.Prediction;
import io.iclight.samplers.Schedule;
import io.iclight.samplers.StepListener;
import io.iclight.samplers.guidance.Correction;
import io.iclight.samplers.guidance.Guidance;
import io.iclight.samplers.guidance.GuidedDenoiser;
import io.iclight.samplers.guidance.Moment;
import java.util.Objects;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * One run of diffusion, from noise or from a picture's latents to the latents of a new picture.
 *
 * <p>Source: huggingface/diffusers v0.27.2, {@code StableDiffusionPipeline} and {@code StableDiffusionImg2ImgPipeline}.
 *
 * @param network with prompts and conditions
 * @param prediction what the network predicts
 * @param sampling how noise becomes a picture
 * @param guidance how the prompts are weighed
 * @param noise drawn from in the order of the reference: first for the start, then by the sampler
 * @param listener told of each step
 * @param observer looks on
 */
record DiffusionPass(
        ConditionedUNet network,
        Prediction prediction,
        SamplingMethod sampling,
        Guidance guidance,
        Noise noise,
        StepListener listener,
        PassObserver observer) {

    /**
     * Starts from pure noise.
     *
     * @param schedule the levels from there on
     * @param shape of the latents, {@code [images, 4, height, width]}
     * @return the new latents, belonging to the caller
     */
    Tensor fromNoise(Schedule schedule, long... shape) {
        try (TensorScope scope = TensorScope.open()) {
            NoiseLevel first = schedule.level(0);
            Tensor start = noise.next(shape).mul(new Scalar(sampling.start().factor(first)));
            return scope.handOut(run(schedule, start));
        }
    }

    /**
     * Starts from a picture, which is noised to the schedule's first level.
     *
     * @param schedule the levels from there on
     * @param images how many pictures to make
     * @param picture latents, {@code [1 or images, 4, height, width]}; borrowed
     * @return the new latents, belonging to the caller
     */
    Tensor fromPicture(Schedule schedule, int images, Tensor picture) {
        try (TensorScope scope = TensorScope.open()) {
            observer.onImage(picture);
            Tensor repeated = network.device().move(picture).repeat(images / picture.size(0), 1, 1, 1);
            Tensor drawn = noise.next(images, picture.size(1), picture.size(2), picture.size(3));
            return scope.handOut(run(schedule, schedule.level(0).noised(repeated, drawn)));
        }
    }

    private Tensor run(Schedule schedule, Tensor start) {
        observer.onStart(start);
        Pace pace = new Pace(schedule);
        try (TensorScope scope = TensorScope.open();
                RunningUNet running = network.begin(pace)) {
            GuidedDenoiser denoiser = new GuidedDenoiser(
                    running.negativeAndPositive(),
                    shown(running.positive()),
                    shown(guidance),
                    prediction,
                    pace,
                    network.patches().isEmpty() ? Correction.NONE : new PatchedGuidance(running, prediction));
            StepListener listening = step -> {
                pace.onStep(step);
                observer.onStep(step);
                listener.onStep(step);
            };
            Tensor latents = sampling.samplerFor(prediction).sample(denoiser, start, schedule, noise, listening);
            return scope.handOut(
                    Objects.requireNonNull(latents, () -> "the sampler of " + sampling + " returned null"));
        }
    }

    private NoiseModel shown(NoiseModel model) {
        return (x, timestep) -> {
            Tensor prediction = model.predict(x, timestep);
            observer.onPrediction(prediction);
            return prediction;
        };
    }

    private Guidance shown(Guidance guided) {
        return new Guidance() {
            @Override
            public Tensor combine(Tensor unconditional, Tensor conditional, Moment moment) {
                Tensor prediction = guided.combine(unconditional, conditional, moment);
                Objects.requireNonNull(prediction, () -> "the guidance " + guided + " returned null");
                observer.onPrediction(prediction);
                return prediction;
            }

            @Override
            public boolean isActive(Moment moment) {
                return guided.isActive(moment);
            }
        };
    }
}
