package io.iclight.train.diffusion;

import io.iclight.io.json.JsonObject;
import io.iclight.models.config.UnsupportedConfigException;
import io.iclight.samplers.Prediction;

/** What a scheduler's configuration says that a UNet predicts. */
final class Predictions {

    private Predictions() {}

    static Prediction of(JsonObject scheduler) {
        String type = scheduler.optional("prediction_type", scheduler::string).orElse("epsilon");
        return Prediction.named(type)
                .orElseThrow(() -> new UnsupportedConfigException(scheduler.origin() + ": the prediction_type \"" + type
                        + "\" is none of epsilon, v_prediction and sample"));
    }
}
