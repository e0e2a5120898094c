package io.iclight.request;

import io.iclight.io.image.Image;
import io.iclight.light.LightSource;
import io.iclight.matting.MatteSource;

/**
 * The settings of a relight, one method each; those that are not called have the model's defaults: the demo's, unless the
 * model brings its own. A method whose value is out of its range throws {@link InvalidRequestException}.
 *
 * @param <S> what the methods return, so that calls can be chained
 */
public abstract class RequestSettings<S extends RequestSettings<S>> extends ProcessSettings<S> {

    private String prompt;
    private PromptSettings aroundPrompt = PromptSettings.of("");
    private SceneSettings scene = SceneSettings.DEFAULT;
    private BatchSettings batch = BatchSettings.DEFAULT;

    /**
     * Begins with the defaults.
     *
     * @param defaults those of the model
     */
    protected RequestSettings(RequestDefaults defaults) {
        super(defaults);
    }

    /**
     * Makes a request of the settings so far.
     *
     * @return an immutable request
     * @throws InvalidRequestException if there is no prompt, or settings do not fit each other
     * @throws io.iclight.models.clip.prompt.PromptSyntaxException if a prompt is none in the syntax that was chosen
     */
    protected final RelightRequest request() {
        if (prompt == null) {
            throw new InvalidRequestException(
                    "prompt must be given; call prompt(text) with what the picture should show");
        }
        return request(aroundPrompt.withText(prompt), scene, batch);
    }

    /**
     * Takes every setting from a request.
     *
     * @param request whose settings replace those made so far
     * @return this
     */
    public S settings(RelightRequest request) {
        Requirement.given("settings", request);
        this.prompt = request.prompts().text();
        this.aroundPrompt = request.prompts();
        this.scene = request.scene();
        this.batch = request.batch();
        takeProcess(request);
        return self();
    }

    /**
     * Says what the picture should show, its light included.
     *
     * @param prompt of any length; has no default
     * @return this
     */
    public S prompt(String prompt) {
        this.prompt = prompt;
        return self();
    }

    /**
     * Says what is joined to the prompt.
     *
     * @param addedPrompt by default {@code best quality}
     * @return this
     */
    public S addedPrompt(String addedPrompt) {
        this.aroundPrompt = aroundPrompt.withAdded(addedPrompt);
        return self();
    }

    /**
     * Says what the picture should not show.
     *
     * @param negativePrompt by default {@code lowres, bad anatomy, bad hands, cropped, worst quality}
     * @return this
     */
    public S negativePrompt(String negativePrompt) {
        this.aroundPrompt = aroundPrompt.withNegative(negativePrompt);
        return self();
    }

    /**
     * Says what brackets in the prompts mean.
     *
     * @param syntax by default {@link PromptSyntax#PLAIN}: nothing
     * @return this
     * @throws io.iclight.models.clip.prompt.PromptSyntaxException if the addition or the negative prompt is none in it; for
     *     the prompt, that is said when the request is made
     */
    public S promptSyntax(PromptSyntax syntax) {
        this.aroundPrompt = aroundPrompt.withSyntax(syntax);
        return self();
    }

    /**
     * Says which of the text encoder's last layers counts.
     *
     * @param clipSkip 1..12, by default 1, the last one
     * @return this
     */
    public S clipSkip(int clipSkip) {
        this.aroundPrompt = aroundPrompt.withClipSkip(clipSkip);
        return self();
    }

    /**
     * Says where light should come from.
     *
     * @param light by default {@link LightSource#NONE}
     * @return this
     */
    public S light(LightSource light) {
        this.scene = scene.withLight(light);
        return self();
    }

    /**
     * Says what stands behind the subject, for the background-conditioned model.
     *
     * @param picture of any size, cropped around its centre
     * @return this
     */
    public S background(Image picture) {
        return background(Background.of(picture));
    }

    /**
     * Says what stands behind the subject, for the background-conditioned model.
     *
     * @param background a picture, mirrored or not
     * @return this
     */
    public S background(Background background) {
        this.scene = scene.withBackground(background);
        return self();
    }

    /**
     * Leaves the background out.
     *
     * @return this
     */
    public S withoutBackground() {
        this.scene = scene.withoutBackground();
        return self();
    }

    /**
     * Says what tells the subject from the photo's own background.
     *
     * @param matte by default {@link MatteSource#AUTO}
     * @return this
     */
    public S matte(MatteSource matte) {
        this.scene = scene.withMatte(matte);
        return self();
    }

    /**
     * Says by a picture what of the photo is its subject.
     *
     * @param mask of the photo's size, white or opaque where the subject is
     * @return this
     * @throws io.iclight.matting.MattingException if the mask selects nothing
     */
    public S mask(Image mask) {
        Requirement.given("mask", mask);
        return matte(MatteSource.mask(mask));
    }

    /**
     * Sets how many pictures to make. Seeds that were listed are forgotten.
     *
     * @param images 1..64, by default 1
     * @return this
     */
    public S images(int images) {
        this.batch = batch.withImages(images);
        return self();
    }

    /**
     * Sets the seed of the noise. Seeds that were listed are forgotten.
     *
     * @param seed by default 12345; only the low 32 bits count
     * @return this
     */
    public S seed(long seed) {
        this.batch = batch.withSeed(seed);
        return self();
    }

    /**
     * Gives each picture noise of its own: picture {@code i} of a batch is what a request of one picture makes with the
     * seed plus {@code i}. Without this, all pictures draw from one generator, as in the demo.
     *
     * @return this
     */
    public S consecutiveSeeds() {
        this.batch = batch.withConsecutiveSeeds();
        return self();
    }

    /**
     * Makes a picture for each of some seeds: each is what a request of one picture makes with that seed.
     *
     * @param seeds 1..64 of them
     * @return this
     */
    public S seeds(long... seeds) {
        this.batch = BatchSettings.ofSeeds(seeds);
        return self();
    }
}
