package io.iclight.request;

import io.iclight.io.json.JsonException;
import io.iclight.light.LightSource;
import java.util.Optional;

/**
 * Every setting of a relight, the pictures apart. The defaults are those of IC-Light's own text-conditioned demo.
 *
 * <pre>{@code
 * RelightRequest request = RelightRequest.builder().prompt("sunset over sea").light(LEFT).build();
 * RelightRequest other = request.toBuilder().seed(7).build();
 * }</pre>
 *
 * @param prompt what the picture should show, its light included; of any length
 * @param addedPrompt joined to the prompt with a comma, as the demo does
 * @param negativePrompt what the picture should not show; of any length, may be empty
 * @param light where light should come from
 * @param widthPx of the first pass, a multiple of 8 in 64..4096
 * @param heightPx of the first pass, a multiple of 8 in 64..4096
 * @param images how many pictures to make, 1..64
 * @param seed of the noise; only the low 32 bits count, as in torch
 * @param steps of a whole schedule, 1..1000; a pass that starts from a picture runs about as many
 * @param guidanceScale how strongly the prompt is followed, 0..100; at 1 and below the negative prompt has no part, and a
 *     step takes half the time
 * @param lowresDenoise how much of the first pass's schedule is run when it starts from a light, above 0 and up to 1
 * @param highres the second pass, or empty for none
 * @param sampling how noise becomes a picture
 */
public record RelightRequest(
        String prompt,
        String addedPrompt,
        String negativePrompt,
        LightSource light,
        int widthPx,
        int heightPx,
        int images,
        long seed,
        int steps,
        double guidanceScale,
        double lowresDenoise,
        Optional<HighresPass> highres,
        SamplingMethod sampling) {

    /** Checks the components. */
    public RelightRequest {
        Requirement.given("prompt", prompt);
        Requirement.given("added prompt", addedPrompt);
        Requirement.given("negative prompt", negativePrompt);
        Requirement.given("light", light);
        Requirement.given("highres", highres);
        Requirement.given("sampling", sampling);
        Requirement.inRange("width", widthPx, 64, 4096);
        Requirement.inRange("height", heightPx, 64, 4096);
        Requirement.multiple("width", widthPx, 8);
        Requirement.multiple("height", heightPx, 8);
        Requirement.inRange("images", images, 1, 64);
        Requirement.inRange("steps", steps, 1, 1000);
        Requirement.inRange("guidance scale", guidanceScale, 0, 100);
        Requirement.fraction("lowres denoise", lowresDenoise);
        if (!light.equals(LightSource.NONE)) {
            Requirement.runsSteps("lowres denoise", lowresDenoise, steps);
        }
        highres.ifPresent(pass -> Requirement.runsSteps("highres denoise", pass.denoise(), steps));
    }

    /**
     * Begins a request with the demo's defaults.
     *
     * @return a builder; the prompt is the one setting without a default
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Begins a request with this one's settings.
     *
     * @return a builder; what it builds leaves this request as it is
     */
    public Builder toBuilder() {
        return new Builder().settings(this);
    }

    /**
     * Writes the request as JSON, as it also stands in the metadata of a PNG.
     *
     * @return an object on one line
     * @throws InvalidRequestException if the sampling method is one of the caller's own, which JSON cannot hold
     */
    public String toJson() {
        return RequestJson.write(this);
    }

    /**
     * Reads what {@link #toJson} wrote. Settings that are missing have their defaults.
     *
     * @param json an object
     * @return the request
     * @throws InvalidRequestException if it is malformed, has an unknown setting, or a value out of range
     */
    public static RelightRequest fromJson(String json) {
        try {
            return RequestJson.read(json);
        } catch (JsonException e) {
            throw new InvalidRequestException("this is no request: " + e.getMessage(), e);
        }
    }

    /** Makes requests. It may be reused: what it has built does not change. */
    public static final class Builder extends RequestSettings<Builder> {

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Makes the request.
         *
         * @return an immutable request
         * @throws InvalidRequestException if a setting is out of its range, or there is no prompt
         */
        public RelightRequest build() {
            return request();
        }
    }
}
