package io.iclight.models.checkpoint;

import io.iclight.io.json.JsonObject;
import io.iclight.models.config.UnsupportedConfigException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a UNet was trained to predict, as a checkpoint's {@code scheduler_config.json} says it. */
public enum PredictionType {
    /** The noise; what Stable Diffusion 1.5 predicts. */
    EPSILON("epsilon", "epsilon"),
    /** The velocity between noise and picture (Salimans and Ho, 2022). */
    V_PREDICTION("v_prediction", "v"),
    /** The picture without the noise. */
    SAMPLE("sample", "sample");

    private static final String KEY = "prediction_type";

    private final String diffusersName;
    private final String modelSpecName;

    PredictionType(String diffusersName, String modelSpecName) {
        this.diffusersName = diffusersName;
        this.modelSpecName = modelSpecName;
    }

    /** Reads a scheduler's configuration; where it says nothing it means the noise, as diffusers has it. */
    static PredictionType of(JsonObject scheduler) {
        return named(scheduler.optional(KEY, scheduler::string).orElse(EPSILON.diffusersName), scheduler.origin());
    }

    /** Finds a type by either of its names. */
    static PredictionType named(String name, String origin) {
        return Arrays.stream(values())
                .filter(type -> type.diffusersName.equals(name) || type.modelSpecName.equals(name))
                .findFirst()
                .orElseThrow(() -> new UnsupportedConfigException(origin + ": " + KEY + " is \"" + name
                        + "\", but this library supports "
                        + Arrays.stream(values())
                                .map(type -> type.diffusersName)
                                .collect(Collectors.joining(", "))));
    }

    /**
     * Returns the name by diffusers.
     *
     * @return such as {@code epsilon}
     */
    public String diffusersName() {
        return diffusersName;
    }
}
