package io.iclight.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PillowFilter;
import io.iclight.io.tensor.TensorScope;
import io.iclight.models.clip.prompt.PassSteps;
import io.iclight.progress.RunProgress;
import io.iclight.progress.Stage;
import io.iclight.request.RelightRequest;
import io.iclight.request.SamplingMethod;
import io.iclight.samplers.Noise;
import io.iclight.samplers.Schedule;
import io.iclight.sampling.Samplers;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/**
 * One relight: a first pass from the light, and a second one from the first's pictures, enlarged. It is used by the
 * thread that began it, in a try-with-resources statement.
 *
 * <p>Source: lllyasviel/IC-Light, {@code gradio_demo.py} and {@code gradio_demo_bg.py}, {@code process}.
 */
public final class RelightRun implements AutoCloseable {

    private final TensorScope scope = TensorScope.open();
    private final RelightModels models;
    private final RelightRequest request;
    private final Scene scene;
    private final RunProgress progress;
    private final LatentCodec codec;
    private final BatchDiffusion diffusion;
    private final ImmutableList<Image> start;
    private final PassPlan lowres;
    private final Optional<PassPlan> highres;

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
        this.models = models;
        this.request = request;
        this.scene = scene;
        this.progress = progress;
        this.codec = new LatentCodec(models.autoencoder(), models.latents());
        this.diffusion = new BatchDiffusion(models, request, noises, progress::step);
        try {
            ImageSize size = request.lowres().size();
            this.start = Streams.stream(scene.start(size)).collect(ImmutableList.toImmutableList());
            Schedule first = lowresSchedule();
            Optional<Schedule> second = request.highres().map(pass -> fromPicture(pass.denoise()));
            progress.begin(Stage.PROMPT, 1);
            PromptEncoder encoder = new PromptEncoder(models, request.prompts());
            PassSteps steps = PassSteps.first(calls(first));
            this.lowres = new PassPlan(size, first, encoder.plan(steps), PassPlan.Stages.LOWRES);
            this.highres = second.map(schedule -> new PassPlan(
                    size.highres(request.highres().orElseThrow().scale()),
                    schedule,
                    encoder.plan(steps.then(calls(schedule))),
                    PassPlan.Stages.HIGHRES));
        } catch (RuntimeException | Error e) {
            scope.close();
            throw e;
        }
    }

    private Schedule lowresSchedule() {
        return start.isEmpty()
                ? possible(() ->
                        request.sampling().method().fromNoise(request.sampling().steps()))
                : fromPicture(request.lowres().denoise());
    }

    private Schedule fromPicture(double denoise) {
        return possible(
                () -> request.sampling().method().fromPicture(request.sampling().steps(), denoise));
    }

    private Schedule possible(Supplier<Schedule> schedule) {
        SamplingMethod method = request.sampling().method();
        return new SamplingTrial(method, method.prediction().orElse(models.prediction())).possible(schedule);
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
        return lowres.prompts().begin().next();
    }

    /**
     * Runs the passes that the request asks for.
     *
     * @return as many pictures as it asks for
     */
    public ImmutableList<Image> run() {
        try (TensorScope passes = TensorScope.open()) {
            Tensor latents = latents(lowres, start, PassObserver.NONE);
            if (highres.isPresent()) {
                latents = latents(highres.get(), enlarged(decoded(lowres, latents)), PassObserver.NONE);
            }
            return end(latents);
        }
    }

    /**
     * Tells what must be equal, besides sizes and settings, for relights to be denoised in one batch.
     *
     * @return to be compared
     */
    public Object likeness() {
        return ImmutableList.of(
                start.isEmpty(),
                lowres.prompts().tokens(),
                highres.map(pass -> pass.prompts().tokens()));
    }

    /**
     * Encodes the pictures of the first pass, to be {@linkplain JointDiffusion denoised} with those of other relights.
     *
     * @return what its denoising begins with, belonging to the caller
     */
    public PassInput begin() {
        return input(lowres, start, PassObserver.NONE);
    }

    /**
     * Goes on to the second pass: decodes the first's latents, and encodes their pictures, enlarged.
     *
     * @param latents what the first pass came to; borrowed
     * @return what the second's denoising begins with, belonging to the caller
     * @throws java.util.NoSuchElementException if the request has no second pass
     */
    public PassInput next(Tensor latents) {
        return input(highres.orElseThrow(), enlarged(decoded(lowres, latents)), PassObserver.NONE);
    }

    /**
     * Decodes the latents of the last pass.
     *
     * @param latents what it came to; borrowed
     * @return as many pictures as the request asks for
     */
    public ImmutableList<Image> end(Tensor latents) {
        PassPlan last = highres.orElse(lowres);
        return switch (models.kind()) {
            case FC -> decoded(last, latents);
            case FBC ->
                decoded(last, latents, codec::decodeUnit).stream()
                        .map(FloatImage::quantized)
                        .collect(ImmutableList.toImmutableList());
        };
    }

    /**
     * Runs the passes that the request asks for, and keeps their result's precision, as the background-conditioned demo
     * does.
     *
     * @return as many pictures as it asks for, in [0, 1]
     */
    public ImmutableList<FloatImage> unit() {
        return highres.isPresent()
                ? highresUnit(enlarged(lowres(PassObserver.NONE)), PassObserver.NONE)
                : pictures(lowres, start, PassObserver.NONE, codec::decodeUnit);
    }

    /**
     * Runs the first pass.
     *
     * @param observer looks on
     * @return pictures of the request's size
     */
    public ImmutableList<Image> lowres(PassObserver observer) {
        return images(lowres, start, observer);
    }

    /**
     * Enlarges the first pass's pictures for the second.
     *
     * @param pictures what the first pass made
     * @return pictures of the second pass's size
     * @throws java.util.NoSuchElementException if the request has no second pass
     */
    public ImmutableList<Image> enlarged(List<Image> pictures) {
        ImageSize size = highres.orElseThrow().size();
        return pictures.stream()
                .map(picture -> PillowFilter.LANCZOS.resize(picture, size))
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * Runs the second pass.
     *
     * @param enlarged the first pass's pictures, enlarged
     * @param observer looks on
     * @return pictures of the same size
     * @throws java.util.NoSuchElementException if the request has no second pass
     */
    public ImmutableList<Image> highres(List<Image> enlarged, PassObserver observer) {
        return images(highres.orElseThrow(), enlarged, observer);
    }

    /**
     * Runs the second pass, and keeps its result's precision, as the background-conditioned demo does.
     *
     * @param enlarged the first pass's pictures, enlarged
     * @param observer looks on, at all but the pictures
     * @return pictures of the same size, in [0, 1]
     * @throws java.util.NoSuchElementException if the request has no second pass
     */
    public ImmutableList<FloatImage> highresUnit(List<Image> enlarged, PassObserver observer) {
        return pictures(highres.orElseThrow(), enlarged, observer, codec::decodeUnit);
    }

    private ImmutableList<Image> images(PassPlan pass, List<Image> from, PassObserver observer) {
        ImmutableList<Image> images = pictures(pass, from, observer, codec::decode);
        observer.onImages(images);
        return images;
    }

    private <T> ImmutableList<T> pictures(
            PassPlan pass, List<Image> from, PassObserver observer, Function<Tensor, ImmutableList<T>> decoding) {
        try (TensorScope passScope = TensorScope.open()) {
            return decoded(pass, latents(pass, from, observer), decoding);
        }
    }

    private ImmutableList<Image> decoded(PassPlan pass, Tensor latents) {
        return decoded(pass, latents, codec::decode);
    }

    private <T> ImmutableList<T> decoded(PassPlan pass, Tensor latents, Function<Tensor, ImmutableList<T>> decoding) {
        FiniteLatents.require(latents, pass.stages().denoise());
        progress.begin(pass.stages().decode(), request.batch().images());
        ImmutableList<T> pictures = decoding.apply(latents);
        progress.end();
        return pictures;
    }

    private Tensor latents(PassPlan pass, List<Image> from, PassObserver observer) {
        try (TensorScope latentScope = TensorScope.open()) {
            PassInput input = input(pass, from, observer);
            denoising(input);
            return latentScope.handOut(diffusion.run(input, observer));
        }
    }

    /**
     * Tells the relight's progress that the denoising of a pass begins.
     *
     * @param input of the pass
     */
    public void denoising(PassInput input) {
        progress.begin(input.plan().stages().denoise(), diffusion.steps(input.plan()));
    }

    /** Without pictures to start from, a pass starts from noise. */
    private PassInput input(PassPlan pass, List<Image> from, PassObserver observer) {
        try (TensorScope inputScope = TensorScope.open()) {
            progress.begin(pass.stages().encode(), 1);
            ImmutableList<Image> shown = scene.conditions(pass.size());
            // Small pictures are encoded side by side, so that all are asked for at once.
            Tensor encoded = codec.encode(
                    ImmutableList.<Image>builder().addAll(shown).addAll(from).build());
            Tensor conditions = inputScope.handOut(asChannels(encoded.narrow(0, 0, shown.size())));
            observer.onConditions(conditions);
            Optional<Tensor> starts = from.isEmpty()
                    ? Optional.empty()
                    : Optional.of(inputScope.handOut(encoded.narrow(0, shown.size(), from.size())));
            return new PassInput(pass, request.batch().images(), conditions, starts);
        }
    }

    /** The latents of all conditions, as channels. */
    private static Tensor asChannels(Tensor latents) {
        return latents.reshape(1, -1, latents.size(2), latents.size(3));
    }

    /** Frees what the relight made. */
    @Override
    public void close() {
        scope.close();
    }
}
