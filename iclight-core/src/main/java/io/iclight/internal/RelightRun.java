package io.iclight.internal;

import com.google.common.collect.ImmutableList;
import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PillowFilter;
import io.iclight.io.tensor.TensorScope;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.progress.RunProgress;
import io.iclight.progress.Stage;
import io.iclight.request.HighresPass;
import io.iclight.request.RelightRequest;
import io.iclight.samplers.Noise;
import io.iclight.samplers.guidance.ClassifierFree;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

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
    private final RunProgress progress;
    private final PromptEmbeddings prompts;

    /** Makes the denoising of a pass that is conditioned on some latents. */
    private interface UNetPasses {
        DiffusionPass conditionedOn(Tensor conditions, PassObserver observer);
    }

    /**
     * Begins a relight: embeds the prompts.
     *
     * @param models borrowed
     * @param request every setting
     * @param scene the pictures
     * @param noise of this relight alone
     * @param progress of this relight alone
     */
    public RelightRun(RelightModels models, RelightRequest request, Scene scene, Noise noise, RunProgress progress) {
        this.codec = new LatentCodec(models.autoencoder());
        this.model = models.kind();
        this.request = request;
        this.scene = scene;
        this.progress = progress;
        this.passes = (conditions, observer) -> new DiffusionPass(
                new ConditionedUNet(models.unet(), conditions, prompts()),
                models.prediction(),
                request.sampling().method(),
                new ClassifierFree(request.guidance().scale()),
                noise,
                step -> progress.step(),
                observer);
        try {
            progress.begin(Stage.PROMPT, 1);
            this.prompts = new PromptEncoder(models.tokenizer(), models.textEncoder())
                    .encode(request.prompts().positive(), request.prompts().negative());
        } catch (RuntimeException | Error e) {
            scope.close();
            throw e;
        }
    }

    /**
     * Returns the prompts' embeddings.
     *
     * @return borrowed; freed when this is closed
     */
    public PromptEmbeddings prompts() {
        return prompts;
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
            int steps = request.sampling().steps();
            double denoise = request.lowres().denoise();
            int images = request.batch().images();
            progress.begin(Stage.LOWRES_ENCODE, 1);
            Tensor conditions = conditions(size, observer);
            Optional<Tensor> start = scene.start(size).map(picture -> codec.encode(List.of(picture)));
            progress.begin(
                    Stage.LOWRES_DENOISE, start.isPresent() ? request.sampling().stepsRun(denoise) : steps);
            DiffusionPass pass = passes.conditionedOn(conditions, observer);
            return latentScope.handOut(start.map(picture -> pass.fromPicture(steps, denoise, images, picture))
                    .orElseGet(() ->
                            pass.fromNoise(steps, images, LATENT_CHANNELS, conditions.size(2), conditions.size(3))));
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
            progress.begin(Stage.HIGHRES_DENOISE, request.sampling().stepsRun(settings.denoise()));
            DiffusionPass pass = passes.conditionedOn(conditions, observer);
            return latentScope.handOut(pass.fromPicture(
                    request.sampling().steps(),
                    settings.denoise(),
                    request.batch().images(),
                    pictures));
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
