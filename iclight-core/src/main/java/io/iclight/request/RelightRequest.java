package io.iclight.request;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.json.JsonException;
import io.iclight.models.clip.prompt.PromptSyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Every setting of a relight, the photo apart. The defaults are those of IC-Light's own text-conditioned demo.
 *
 * <pre>{@code
 * RelightRequest request = RelightRequest.builder().prompt("sunset over sea").light(LightSide.LEFT).build();
 * RelightRequest other = request.toBuilder().seed(7).build();
 * }</pre>
 *
 * @param prompts what the picture should show, and what not
 * @param scene what the subject is, and what stands around it: matte, light, background
 * @param batch how many pictures are made, and from which noise
 * @param sampling how noise becomes a picture, and in how many steps
 * @param guidance how strongly the prompt is followed
 * @param lowres the first pass
 * @param highres the second pass, or empty for none
 * @param finishing what is done after the last pass
 * @param network how the UNet computes
 */
public record RelightRequest(
        PromptSettings prompts,
        SceneSettings scene,
        BatchSettings batch,
        SamplingSettings sampling,
        GuidanceSettings guidance,
        LowresPass lowres,
        Optional<HighresPass> highres,
        FinishingSettings finishing,
        NetworkSettings network) {

    /** Checks what no group can check for itself. */
    public RelightRequest {
        Requirement.given("prompt", prompts);
        Requirement.given("scene", scene);
        Requirement.given("batch", batch);
        Requirement.given("sampling", sampling);
        Requirement.given("guidance", guidance);
        Requirement.given("lowres", lowres);
        Requirement.given("highres", highres);
        Requirement.given("finishing", finishing);
        Requirement.given("network", network);
        if (highres.isPresent()) {
            sampling.requireSteps("highres denoise", highres.get().denoise());
        }
        ImageSize first = lowres.size();
        finishing.requireFit(highres.map(pass -> first.highres(pass.scale())).orElse(first));
    }

    /**
     * Begins a request with the text-conditioned demo's defaults.
     *
     * @return a builder; the prompt is the one setting without a default
     */
    public static Builder builder() {
        return new Builder(RequestDefaults.FOREGROUND_MODEL);
    }

    /**
     * Begins a request for a model.
     *
     * @param defaults the model's
     * @return a builder; the prompt is the one setting without a default
     */
    public static Builder builder(RequestDefaults defaults) {
        Requirement.given("defaults", defaults);
        return new Builder(defaults);
    }

    /**
     * Begins a request with this one's settings.
     *
     * @return a builder; what it builds leaves this request as it is
     */
    public Builder toBuilder() {
        return builder().settings(this);
    }

    /**
     * Says whether {@link #toJson} can write the request.
     *
     * @return false if it holds something of the caller's own that is code, such as a sampling method or a matting
     */
    public boolean isWritable() {
        return new RequestJson(KnownPictures.NONE).unwritable(this).isEmpty();
    }

    /**
     * Writes the request as JSON, as it also stands in the metadata of a PNG. Pictures stand there by the SHA-256 of their
     * pixels and their size, as a {@link PictureName}.
     *
     * @return an object on one line
     * @throws InvalidRequestException if it is not {@link #isWritable() writable}
     */
    public String toJson() {
        return new RequestJson(KnownPictures.NONE).write(this);
    }

    /**
     * Reads what {@link #toJson} wrote, of a request without pictures. Settings that are missing have the text-conditioned
     * demo's defaults, as those of {@link #builder()} have.
     *
     * @param json an object
     * @return the request
     * @throws MissingPictureException if a background, a mask or a light is a picture
     * @throws InvalidRequestException if it is malformed, has an unknown setting, or a value out of range
     */
    public static RelightRequest fromJson(String json) {
        return fromJson(json, List.of());
    }

    /**
     * Reads what {@link #toJson} wrote. Settings that are missing have the text-conditioned demo's defaults, as those of
     * {@link #builder()} have.
     *
     * @param json an object
     * @param pictures background, mask and light, in any order; others may be among them
     * @return the request
     * @throws MissingPictureException if a picture is not among these; it says which
     * @throws InvalidRequestException if it is malformed, has an unknown setting, or a value out of range
     */
    public static RelightRequest fromJson(String json, Collection<Image> pictures) {
        Requirement.given("json", json);
        Requirement.given("pictures", pictures);
        try {
            return new RequestJson(KnownPictures.of(pictures)).read(json, RequestDefaults.FOREGROUND_MODEL);
        } catch (InvalidRequestException e) {
            throw e;
        } catch (JsonException | IllegalArgumentException e) {
            throw new InvalidRequestException("this is no request: " + e.getMessage(), e);
        }
    }

    /** Makes requests. It may be reused: what it has built does not change. */
    public static final class Builder extends RequestSettings<Builder> {

        private Builder(RequestDefaults defaults) {
            super(defaults);
        }

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Makes the request.
         *
         * @return an immutable request
         * @throws InvalidRequestException if there is no prompt, or settings do not fit each other
         * @throws PromptSyntaxException if a prompt is none in the {@link PromptSyntax} that was chosen
         */
        public RelightRequest build() {
            return request();
        }
    }
}
