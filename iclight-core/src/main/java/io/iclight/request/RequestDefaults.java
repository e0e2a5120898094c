package io.iclight.request;

import io.iclight.models.iclight.IcLightModel;

/**
 * What a request has where it says nothing and the demos differ.
 *
 * @param sampling method and steps
 * @param guidance how strongly the prompt is followed
 */
public record RequestDefaults(SamplingSettings sampling, GuidanceSettings guidance) {

    /**
     * 25 steps, and a guidance scale of 2.
     *
     * <p>Source: lllyasviel/IC-Light, {@code gradio_demo.py}.
     */
    public static final RequestDefaults FOREGROUND_MODEL =
            new RequestDefaults(SamplingSettings.DEFAULT, GuidanceSettings.DEFAULT);

    /**
     * 20 steps, and a guidance scale of 7.
     *
     * <p>Source: lllyasviel/IC-Light, {@code gradio_demo_bg.py}.
     */
    public static final RequestDefaults BACKGROUND_MODEL =
            new RequestDefaults(new SamplingSettings(SamplingMethod.DPMPP_2M_SDE_KARRAS, 20), GuidanceSettings.of(7));

    /** Checks the components. */
    public RequestDefaults {
        Requirement.given("sampling", sampling);
        Requirement.given("guidance", guidance);
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
}
