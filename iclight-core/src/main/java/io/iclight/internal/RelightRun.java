package io.iclight.internal;

import com.google.common.collect.ImmutableList;
import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PillowFilter;
import io.iclight.io.tensor.TensorScope;
import io.iclight.models.clip.prompt.PassSteps;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.progress.RunProgress;
import io.iclight.progress.Stage;
import io.iclight.request.HighresPass;
import io.iclight.request.RelightRequest;
import io.iclight.request.SamplingSettings;
import io.iclight.samplers.Noise;
import io.iclight.samplers.Schedule;
import io.iclight.sampling.Samplers;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * One relight: a first pass from the light, and a second one from the first's pictures, enlarged. It is used by the
 * thread that began it, in a try-with-resources statement.
 *
 * <p>Source: lllyasviel/IC-Light, {@code gradio_demo.py} and {@code gradio_demo_bg.py}, {@code process}.
 */
public final class RelightRun implements AutoCloseable {

    private static final int LATENT_CHANNELS = 4;

    private final TensorScope scope = TensorScope.open();
    private final UNetPasses passes;
    private final LatentCodec codec;
    private final IcLightModel model;
    private final RelightRequest request;
    private final Scene scene;
    private final Optional<Image> start;
    private final RunProgress progress;
    private final ImmutableList<Noise> noises;
    private final PromptPlan lowresPrompts;
    private final PromptPlan highresPrompts;

    /** Makes the denoising of a pass. */
    private interface UNetPasses {
        DiffusionPass of(Tensor conditions, PromptPlan prompts, Noise noise, PassObserver observer);
    }

    /** Denoises some of a batch's pictures. */
    private interface Denoising {
        Tensor run(DiffusionPass pass, int first, int count);
    }

    /**
     * Begins a relight whose pictures draw from one generator.
     *
     * @param models borrowed
     * @param request every setting
     * @param scene the pictures
     * @param noise of this relight alone
     * @param progress of this relight alone
     * @throws io.iclight.request.InvalidRequestException if settings do not fit each other or the models
     */
    public RelightRun(RelightModels models, RelightRequest request, Scene scene, Noise noise, RunProgress progress) {
        this(models, request, scene, ImmutableList.of(noise), progress);
    }

    /**
     * Begins a relight: embeds the prompts.
     *
     * @param models borrowed
     * @param request every setting
     * @param scene the pictures
     * @param noises of this relight alone: one for all pictures, or one for each
     * @param progress of this relight alone
     * @throws io.iclight.request.InvalidRequestException if settings do not fit each other or the models
     */
    public RelightRun(
            RelightModels models,
            RelightRequest request,
            Scene scene,
            ImmutableList<Noise> noises,
            RunProgress progress) {
        this.codec = new LatentCodec(models.autoencoder());
        this.model = models.kind();
        this.request = request;
        this.scene = scene;
        this.progress = progress;
        this.noises = noises;
        this.passes = (conditions, prompts, noise, observer) -> new DiffusionPass(
                new ConditionedUNet(
                        models.unet(),
                        conditions,
                        prompts.begin(),
                        request.network().allPatches()),
                request.sampling().method().prediction().orElse(models.prediction()),
                request.sampling().method(),
                request.network().guidance(request.guidance()).rule(),
                new MovedNoise(noise, models.unet().placement().device()),
                step -> progress.step(),
                observer);
        try {
            this.start = scene.start(request.lowres().size());
            Schedule lowres = lowresSchedule();
            SamplingTrial.require(request.sampling().method(), lowres);
            progress.begin(Stage.PROMPT, 1);
            PromptEncoder encoder = new PromptEncoder(models, request.prompts());
            PassSteps lowresSteps = PassSteps.first(calls(lowres));
            this.lowresPrompts = encoder.plan(lowresSteps);
            this.highresPrompts = highresSchedule()
                    .map(highres -> encoder.plan(lowresSteps.then(calls(highres))))
                    .orElse(lowresPrompts);
        } catch (RuntimeException | Error e) {
            scope.close();
            throw e;
        }
    }

    private Schedule lowresSchedule() {
        SamplingSettings sampling = request.sampling();
        return start.isPresent()
                ? sampling.method()
                        .fromPicture(sampling.steps(), request.lowres().denoise())
                : sampling.method().fromNoise(sampling.steps());
    }

    private Optional<Schedule> highresSchedule() {
        SamplingSettings sampling = request.sampling();
        Optional<Schedule> schedule =
                request.highres().map(pass -> sampling.method().fromPicture(sampling.steps(), pass.denoise()));
        schedule.ifPresent(highres -> SamplingTrial.require(sampling.method(), highres));
        return schedule;
    }

    /** Prompts count the calls of the network, as in A1111. */
    private int calls(Schedule schedule) {
        return schedule.steps()
                * Samplers.callsPerStep(request.sampling().method().sampler());
    }

    /**
     * Returns the embeddings that the first call of the network sees.
     *
     * @return borrowed; freed when this is closed
     */
    public PromptEmbeddings prompts() {
        return lowresPrompts.begin().next();
    }

    /**
     * Runs the passes that the request asks for.
     *
     * @return as many pictures as it asks for
     */
    public ImmutableList<Image> run() {
        return switch (model) {
            case FC -> pixels();
            case FBC -> unit().stream().map(FloatImage::quantized).collect(ImmutableList.toImmutableList());
        };
    }

    private ImmutableList<Image> pixels() {
        ImmutableList<Image> lowres = lowres(PassObserver.NONE);
        return request.highres()
                .map(pass -> highres(pass, enlarged(pass, lowres), PassObserver.NONE))
                .orElse(lowres);
    }

    /**
     * Runs the passes that the request asks for, and keeps their result's precision, as the background-conditioned demo
     * does.
     *
     * @return as many pictures as it asks for, in [0, 1]
     */
    public ImmutableList<FloatImage> unit() {
        if (request.highres().isEmpty()) {
            try (TensorScope passScope = TensorScope.open()) {
                return decodeUnit(Stage.LOWRES_DECODE, lowresLatents(PassObserver.NONE));
            }
        }
        HighresPass pass = request.highres().get();
        return highresUnit(pass, enlarged(pass, lowres(PassObserver.NONE)), PassObserver.NONE);
    }

    /**
     * Runs the first pass.
     *
     * @param observer looks on
     * @return pictures of the request's size
     */
    public ImmutableList<Image> lowres(PassObserver observer) {
        try (TensorScope passScope = TensorScope.open()) {
            return decode(Stage.LOWRES_DECODE, lowresLatents(observer), observer);
        }
    }

    private Tensor lowresLatents(PassObserver observer) {
        try (TensorScope latentScope = TensorScope.open()) {
            ImageSize size = request.lowres().size();
            progress.begin(Stage.LOWRES_ENCODE, 1);
            Tensor conditions = conditions(size, observer);
            Optional<Tensor> encoded = start.map(picture -> codec.encode(List.of(picture)));
            progress.begin(Stage.LOWRES_DENOISE, lowresSchedule().steps() * noises.size());
            int steps = request.sampling().steps();
            double denoise = request.lowres().denoise();
            return latentScope.handOut(denoise(
                    conditions,
                    lowresPrompts,
                    observer,
                    (pass, first, count) -> encoded.map(picture -> pass.fromPicture(steps, denoise, count, picture))
                            .orElseGet(() -> pass.fromNoise(
                                    steps, count, LATENT_CHANNELS, conditions.size(2), conditions.size(3)))));
        }
    }

    /**
     * Enlarges the first pass's pictures for the second.
     *
     * @param pass how much larger
     * @param lowres what the first pass made
     * @return pictures of the second pass's size
     */
    public static ImmutableList<Image> enlarged(HighresPass pass, ImmutableList<Image> lowres) {
        return lowres.stream()
                .map(image -> PillowFilter.LANCZOS.resize(image, image.size().highres(pass.scale())))
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * Runs the second pass.
     *
     * @param settings how much to denoise
     * @param enlarged the first pass's pictures, enlarged
     * @param observer looks on
     * @return pictures of the same size
     */
    public ImmutableList<Image> highres(HighresPass settings, ImmutableList<Image> enlarged, PassObserver observer) {
        try (TensorScope passScope = TensorScope.open()) {
            return decode(Stage.HIGHRES_DECODE, highresLatents(settings, enlarged, observer), observer);
        }
    }

    /**
     * Runs the second pass, and keeps its result's precision, as the background-conditioned demo does.
     *
     * @param settings how much to denoise
     * @param enlarged the first pass's pictures, enlarged
     * @param observer looks on, at all but the pictures
     * @return pictures of the same size, in [0, 1]
     */
    public ImmutableList<FloatImage> highresUnit(
            HighresPass settings, ImmutableList<Image> enlarged, PassObserver observer) {
        try (TensorScope passScope = TensorScope.open()) {
            return decodeUnit(Stage.HIGHRES_DECODE, highresLatents(settings, enlarged, observer));
        }
    }

    private Tensor highresLatents(HighresPass settings, ImmutableList<Image> enlarged, PassObserver observer) {
        try (TensorScope latentScope = TensorScope.open()) {
            progress.begin(Stage.HIGHRES_ENCODE, 1);
            Tensor pictures = codec.encode(enlarged);
            Tensor conditions = conditions(enlarged.get(0).size(), observer);
            int steps = request.sampling().steps();
            int stepsRun = request.sampling()
                    .method()
                    .fromPicture(steps, settings.denoise())
                    .steps();
            progress.begin(Stage.HIGHRES_DENOISE, stepsRun * noises.size());
            return latentScope.handOut(denoise(
                    conditions,
                    highresPrompts,
                    observer,
                    (pass, first, count) ->
                            pass.fromPicture(steps, settings.denoise(), count, pictures.narrow(0, first, count))));
        }
    }

    /**
     * Denoises all pictures in one batch; or, where each has noise of its own, one after the other, so that each is to the
     * bit what it would be alone.
     */
    private Tensor denoise(Tensor conditions, PromptPlan prompts, PassObserver observer, Denoising denoising) {
        if (noises.size() == 1) {
            return denoising.run(
                    passes.of(conditions, prompts, noises.get(0), observer),
                    0,
                    request.batch().images());
        }
        try (TensorScope batchScope = TensorScope.open()) {
            TensorVector latents = new TensorVector();
            for (int i = 0; i < noises.size(); i++) {
                latents.push_back(denoising.run(passes.of(conditions, prompts, noises.get(i), observer), i, 1));
            }
            return batchScope.handOut(torch.cat(latents, 0));
        }
    }

    /** The latents of all conditions, side by side as channels. */
    private Tensor conditions(ImageSize size, PassObserver observer) {
        try (TensorScope conditionScope = TensorScope.open()) {
            Tensor latents = codec.encode(scene.conditions(size));
            Tensor sideBySide = latents.reshape(1, -1, latents.size(2), latents.size(3));
            observer.onConditions(sideBySide);
            return conditionScope.handOut(sideBySide);
        }
    }

    private ImmutableList<Image> decode(Stage stage, Tensor latents, PassObserver observer) {
        progress.begin(stage, request.batch().images());
        ImmutableList<Image> images = codec.decode(latents);
        progress.end();
        observer.onImages(images);
        return images;
    }

    private ImmutableList<FloatImage> decodeUnit(Stage stage, Tensor latents) {
        progress.begin(stage, request.batch().images());
        ImmutableList<FloatImage> images = codec.decodeUnit(latents);
        progress.end();
        return images;
    }

    /** Frees what the relight made. */
    @Override
    public void close() {
        scope.close();
    }
}
