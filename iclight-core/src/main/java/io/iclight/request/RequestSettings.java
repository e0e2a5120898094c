package io.iclight.request;

import io.iclight.detail.ColorLock;
import io.iclight.detail.DetailTransfer;
import io.iclight.detail.Finish;
import io.iclight.detail.OriginalBackground;
import io.iclight.detail.TransferredDetail;
import io.iclight.io.image.Image;
import io.iclight.light.LightSource;
import io.iclight.matting.MatteSource;
import io.iclight.samplers.guidance.Guidance;
import java.util.Optional;

/**
 * The settings of a relight, one method each; those that are not called have the demo's defaults. A method whose value is
 * out of its range throws {@link InvalidRequestException}.
 *
 * @param <S> what the methods return, so that calls can be chained
 */
public abstract class RequestSettings<S extends RequestSettings<S>> {

    private String prompt;
    private PromptSettings aroundPrompt = PromptSettings.of("");
    private SceneSettings scene = SceneSettings.DEFAULT;
    private BatchSettings batch = BatchSettings.DEFAULT;
    private SamplingSettings sampling;
    private GuidanceSettings guidance;
    private LowresPass lowres;
    private Optional<HighresPass> highres;
    private FinishingSettings finishing;

    /**
     * Begins with the defaults.
     *
     * @param defaults those of the model
     */
    protected RequestSettings(RequestDefaults defaults) {
        this.sampling = defaults.sampling();
        this.guidance = defaults.guidance();
        this.lowres = defaults.lowres();
        this.highres = defaults.highres();
        this.finishing = defaults.finishing();
    }

    /**
     * Returns this, as what it is.
     *
     * @return this
     */
    protected abstract S self();

    /**
     * Makes a request of the settings so far.
     *
     * @return an immutable request
     * @throws InvalidRequestException if there is no prompt, or settings do not fit each other
     */
    protected final RelightRequest request() {
        return new RelightRequest(
                aroundPrompt.withText(prompt), scene, batch, sampling, guidance, lowres, highres, finishing);
    }

    /**
     * Takes every setting from a request.
     *
     * @param request whose settings replace those made so far
     * @return this
     */
    public S settings(RelightRequest request) {
        this.prompt = request.prompts().text();
        this.aroundPrompt = request.prompts();
        this.scene = request.scene();
        this.batch = request.batch();
        this.sampling = request.sampling();
        this.guidance = request.guidance();
        this.lowres = request.lowres();
        this.highres = request.highres();
        this.finishing = request.finishing();
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
        return matte(MatteSource.mask(mask));
    }

    /**
     * Sets the size of the first pass's pictures. A photo of another aspect is cropped around its centre.
     *
     * @param widthPx a multiple of 8 in 64..4096, by default 512
     * @param heightPx a multiple of 8 in 64..4096, by default 640
     * @return this
     */
    public S size(int widthPx, int heightPx) {
        this.lowres = new LowresPass(widthPx, heightPx, lowres.denoise(), lowres.start());
        return self();
    }

    /**
     * Sets how many pictures to make. Seeds that were listed are forgotten.
     *
     * @param images 1..64, by default 1
     * @return this
     */
    public S images(int images) {
        this.batch = new BatchSettings(images, batch.seed(), unlisted());
        return self();
    }

    /**
     * Sets the seed of the noise. Seeds that were listed are forgotten.
     *
     * @param seed by default 12345; only the low 32 bits count
     * @return this
     */
    public S seed(long seed) {
        this.batch = new BatchSettings(batch.images(), seed, unlisted());
        return self();
    }

    private Seeds unlisted() {
        return batch.seeds() instanceof Seeds.Listed ? new Seeds.Shared() : batch.seeds();
    }

    /**
     * Gives each picture noise of its own: picture {@code i} of a batch is what a request of one picture makes with the
     * seed plus {@code i}. Without this, all pictures draw from one generator, as in the demo.
     *
     * @return this
     */
    public S consecutiveSeeds() {
        this.batch = new BatchSettings(batch.images(), batch.seed(), new Seeds.Consecutive());
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

    /**
     * Sets the number of steps.
     *
     * @param steps 1..1000, by default 25, or 20 for the background model
     * @return this
     */
    public S steps(int steps) {
        this.sampling = new SamplingSettings(sampling.method(), steps);
        return self();
    }

    /**
     * Sets how strongly the prompt is followed.
     *
     * @param guidanceScale 0..100, by default 2, or 7 for the background model; 1 and below make no use of the negative prompt
     * @return this
     */
    public S guidanceScale(double guidanceScale) {
        this.guidance = GuidanceSettings.of(guidanceScale);
        return self();
    }

    /**
     * Sets how the predictions with and without the prompt are combined.
     *
     * @param rule of {@code io.iclight.samplers.guidance}, or a lambda; by default classifier-free guidance of 2
     * @return this
     */
    public S guidance(Guidance rule) {
        this.guidance = new GuidanceSettings(rule);
        return self();
    }

    /**
     * Sets how much of the first pass's schedule is run when it starts from a light.
     *
     * @param lowresDenoise above 0 and up to 1, by default 0.9; less keeps more of the light's picture
     * @return this
     */
    public S lowresDenoise(double lowresDenoise) {
        this.lowres = new LowresPass(lowres.widthPx(), lowres.heightPx(), lowresDenoise, lowres.start());
        return self();
    }

    /**
     * Sets the second pass.
     *
     * @param scale how much larger, 1..3, by default 1.5
     * @param denoise how much of the schedule is run again, above 0 and up to 1, by default 0.5
     * @return this
     */
    public S highres(double scale, double denoise) {
        this.highres = Optional.of(new HighresPass(scale, denoise));
        return self();
    }

    /**
     * Leaves the second pass out: the result is the first pass's.
     *
     * @return this
     */
    public S withoutHighres() {
        this.highres = Optional.empty();
        return self();
    }

    /**
     * Sets how noise becomes a picture.
     *
     * @param sampling by default {@link SamplingMethod#DPMPP_2M_SDE_KARRAS}
     * @return this
     */
    public S sampling(SamplingMethod sampling) {
        this.sampling = new SamplingSettings(sampling, this.sampling.steps());
        return self();
    }

    /**
     * Lets the first pass start from the subject over the light, and not from the light alone, so that the subject's own
     * colours survive better; Forge's {@code reinforce_fg}. Without a light it changes nothing.
     *
     * @return this
     */
    public S reinforceForeground() {
        this.lowres = new LowresPass(
                lowres.widthPx(), lowres.heightPx(), lowres.denoise(), LowresPass.Start.FOREGROUND_OVER_LIGHT);
        return self();
    }

    /**
     * Gives the photo's fine detail back after the last pass, and after the finishes named so far.
     *
     * @param transfer such as {@link io.iclight.detail.DifferenceOfGaussians#STANDARD}
     * @return this
     */
    public S detail(DetailTransfer transfer) {
        return finish(new TransferredDetail(transfer));
    }

    /**
     * Keeps the subject's own colours under the new light, after the finishes named so far.
     *
     * @param strength 0 (nothing changes) to 1
     * @return this
     */
    public S colorLock(double strength) {
        return finish(new ColorLock(strength));
    }

    /**
     * Puts the relit subject back into the photo, after the finishes named so far.
     *
     * @return this
     */
    public S originalBackground() {
        return finish(new OriginalBackground());
    }

    /**
     * Appends what is done to each picture after the last pass.
     *
     * @param finish of {@code io.iclight.detail}, or a lambda
     * @return this
     */
    public S finish(Finish finish) {
        this.finishing = finishing.then(finish);
        return self();
    }

    /**
     * Forgets the finishes named so far.
     *
     * @return this
     */
    public S withoutFinishes() {
        this.finishing = FinishingSettings.NONE;
        return self();
    }
}
