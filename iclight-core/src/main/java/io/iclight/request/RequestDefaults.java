package io.iclight.request;

import io.iclight.io.json.JsonObject;
import io.iclight.models.iclight.IcLightModel;
import java.util.Optional;

/**
 * What a request has where it says nothing: IC-Light's demos differ in this by model, and a model of one's own may bring
 * its own.
 *
 * @param sampling method and steps
 * @param guidance how strongly the prompt is followed
 * @param lowres the first pass
 * @param highres the second pass, or empty for none
 * @param finishing what is done after the last pass
 */
public record RequestDefaults(
        SamplingSettings sampling,
        GuidanceSettings guidance,
        LowresPass lowres,
        Optional<HighresPass> highres,
        FinishingSettings finishing) {

    /**
     * 25 steps, and a guidance scale of 2.
     *
     * <p>Source: lllyasviel/IC-Light, {@code gradio_demo.py}.
     */
    public static final RequestDefaults FOREGROUND_MODEL = ofDemo(SamplingSettings.DEFAULT, GuidanceSettings.DEFAULT);

    /**
     * 20 steps, and a guidance scale of 7.
     *
     * <p>Source: lllyasviel/IC-Light, {@code gradio_demo_bg.py}.
     */
    public static final RequestDefaults BACKGROUND_MODEL =
            ofDemo(new SamplingSettings(SamplingMethod.DPMPP_2M_SDE_KARRAS, 20), GuidanceSettings.of(7));

    /**
     * Checks the components.
     *
     * @throws InvalidRequestException if one is missing
     */
    public RequestDefaults {
        Requirement.given("sampling", sampling);
        Requirement.given("guidance", guidance);
        Requirement.given("lowres", lowres);
        Requirement.given("highres", highres);
        Requirement.given("finishing", finishing);
    }

    private static RequestDefaults ofDemo(SamplingSettings sampling, GuidanceSettings guidance) {
        return new RequestDefaults(
                sampling, guidance, LowresPass.DEFAULT, Optional.of(HighresPass.DEFAULT), FinishingSettings.NONE);
    }

    /**
     * Returns a model's.
     *
     * @param model which of IC-Light's
     * @return its demo's defaults
     */
    public static RequestDefaults of(IcLightModel model) {
        return switch (model) {
            case FC -> FOREGROUND_MODEL;
            case FBC -> BACKGROUND_MODEL;
        };
    }

    /**
     * Reads the defaults that a model brings.
     *
     * @param settings as a request's JSON has them; prompts, what is around the subject, and the number of pictures have
     *     no place here
     * @return these defaults, with those that are named
     * @throws InvalidRequestException if a setting is unknown or out of range
     * @throws io.iclight.io.json.JsonException if a value is of the wrong kind
     */
    public RequestDefaults with(JsonObject settings) {
        return new DefaultsJson(settings).over(this);
    }

    /**
     * Returns these defaults for pictures that are used as the model makes them.
     *
     * @return the same, without finishes
     */
    public RequestDefaults withoutFinishes() {
        return new RequestDefaults(sampling, guidance, lowres, highres, FinishingSettings.NONE);
    }
}
