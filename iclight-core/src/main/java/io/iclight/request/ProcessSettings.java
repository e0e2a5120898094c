package io.iclight.request;

import io.iclight.detail.ColorLock;
import io.iclight.detail.DetailTransfer;
import io.iclight.detail.Finish;
import io.iclight.detail.OriginalBackground;
import io.iclight.detail.TransferredDetail;
import io.iclight.models.unet.patch.UNetPatch;
import io.iclight.samplers.guidance.Guidance;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How a relight is computed and finished, one method for each setting; those that are not called have the model's
 * defaults. A method whose value is out of its range throws {@link InvalidRequestException}.
 *
 * @param <S> what the methods return, so that calls can be chained
 */
public abstract class ProcessSettings<S extends ProcessSettings<S>> {

    private SamplingSettings sampling;
    private GuidanceSettings guidance;
    private LowresPass lowres;
    private Optional<HighresPass> highres;
    private FinishingSettings finishing;
    private NetworkSettings network = NetworkSettings.DEFAULT;

    ProcessSettings(RequestDefaults defaults) {
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

    RelightRequest request(PromptSettings prompts, SceneSettings scene, BatchSettings batch) {
        return new RelightRequest(prompts, scene, batch, sampling, guidance, lowres, highres, finishing, network);
    }

    void takeProcess(RelightRequest request) {
        this.sampling = request.sampling();
        this.guidance = request.guidance();
        this.lowres = request.lowres();
        this.highres = request.highres();
        this.finishing = request.finishing();
        this.network = request.network();
    }

    /**
     * Sets the size of the first pass's pictures. A photo of another aspect is cropped around its centre.
     *
     * @param widthPx a multiple of 8 in 64..4096, by default 512
     * @param heightPx a multiple of 8 in 64..4096, by default 640
     * @return this
     */
    public S size(int widthPx, int heightPx) {
        this.lowres = lowres.withSize(widthPx, heightPx);
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
     * @param rule of {@code io.iclight.samplers.guidance}, or a lambda; by default classifier-free guidance of 2, or of
     *     7 for the background model
     * @return this
     */
    public S guidance(Guidance rule) {
        this.guidance = new GuidanceSettings(rule);
        return self();
    }

    /**
     * Changes the guidance that was set so far, or the model's own: {@code rule -> new Rescaled(rule, 0.7)}.
     *
     * @param change makes a rule from a rule
     * @return this
     */
    public S adjustGuidance(UnaryOperator<Guidance> change) {
        Requirement.given("guidance change", change);
        return guidance(change.apply(guidance.rule()));
    }

    /**
     * Sets how much of the first pass's schedule is run when it starts from a light.
     *
     * @param lowresDenoise above 0 and up to 1, by default 0.9; less keeps more of the light's picture
     * @return this
     */
    public S lowresDenoise(double lowresDenoise) {
        this.lowres = lowres.withDenoise(lowresDenoise);
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
     * Sets how much larger the second pass is. How much it denoises stays as it was.
     *
     * @param scale 1..3, by default 1.5
     * @return this
     */
    public S highresScale(double scale) {
        this.highres = Optional.of(highres.orElse(HighresPass.DEFAULT).withScale(scale));
        return self();
    }

    /**
     * Sets how much of the schedule the second pass runs again. How much larger it is stays as it was.
     *
     * @param denoise above 0 and up to 1, by default 0.5
     * @return this
     */
    public S highresDenoise(double denoise) {
        this.highres = Optional.of(highres.orElse(HighresPass.DEFAULT).withDenoise(denoise));
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
     * Changes the sampling method that was set so far, or the model's own.
     *
     * @param change makes a method from a method
     * @return this
     */
    public S adjustSampling(UnaryOperator<SamplingMethod> change) {
        Requirement.given("sampling change", change);
        return sampling(change.apply(sampling.method()));
    }

    /**
     * Lets the first pass start from the subject over the light, and not from the light alone, so that the subject's own
     * colours survive better; Forge's {@code reinforce_fg}. Without a light it changes nothing.
     *
     * @return this
     */
    public S reinforceForeground() {
        this.lowres = lowres.withStart(LowresPass.Start.FOREGROUND_OVER_LIGHT);
        return self();
    }

    /**
     * Gives the photo's fine detail back after the last pass, and after the finishes named so far.
     *
     * @param transfer such as {@link io.iclight.detail.DifferenceOfGaussians#STANDARD}
     * @return this
     */
    public S detail(DetailTransfer transfer) {
        Requirement.given("detail transfer", transfer);
        return finish(new TransferredDetail(transfer));
    }

    /**
     * Keeps the subject's own colours under the new light, after the finishes named so far.
     *
     * @param strength 0 (nothing changes) to 1
     * @return this
     */
    public S colorLock(double strength) {
        Requirement.inRange("color lock", strength, 0, 1);
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

    /**
     * Says what to give up to be faster.
     *
     * @param speed by default {@link Speed#EXACT}: nothing
     * @return this
     */
    public S speed(Speed speed) {
        this.network = network.with(speed);
        return self();
    }

    /**
     * Appends a change to what the UNet computes.
     *
     * @param patch of {@code io.iclight.models.unet.patch}, such as {@code FreeU}, or one of your own
     * @return this
     */
    public S patch(UNetPatch patch) {
        this.network = network.with(patch);
        return self();
    }

    /**
     * Forgets the patches named so far.
     *
     * @return this
     */
    public S withoutPatches() {
        this.network = network.withoutPatches();
        return self();
    }
}
