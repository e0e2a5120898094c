package io.iclight.request;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.json.JsonException;
import io.iclight.io.json.JsonObject;
import io.iclight.samplers.Prediction;
import io.iclight.sampling.NamedOptions;
import io.iclight.sampling.PairedSchedule;
import io.iclight.sampling.Samplers;
import io.iclight.sampling.SamplingException;
import io.iclight.sampling.Schedules;
import io.iclight.sampling.TrainedNoise;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sampling method and its steps. One of the demo's methods is a name; any other is an object of a sampler, a schedule,
 * the levels of training and the kind of prediction, each but the sampler with a default.
 */
final class SamplingJson implements JsonGroup<SamplingSettings> {

    private static final String SAMPLING = "sampling";
    private static final String SAMPLER = "sampler";
    private static final String SCHEDULE = "schedule";
    private static final String TRAINING = "training";
    private static final String PREDICTION = "prediction";
    private static final Set<String> PARTS = Set.of(SAMPLER, SCHEDULE, TRAINING, PREDICTION);

    @Override
    public Set<String> keys() {
        return Set.of(SAMPLING, "steps");
    }

    @Override
    public Optional<String> unwritable(SamplingSettings sampling) {
        return method(sampling.method()).isPresent()
                ? Optional.empty()
                : Optional.of("the sampling method " + sampling.method());
    }

    @Override
    public Map<String, Object> write(SamplingSettings sampling) {
        return ImmutableMap.of(SAMPLING, method(sampling.method()).orElseThrow(), "steps", sampling.steps());
    }

    private static Optional<Object> method(SamplingMethod method) {
        if (SamplingMethod.isPreset(method)) {
            return Optional.of(method.name());
        }
        if (!(method.scheduling() instanceof PairedSchedule paired)) {
            return Optional.empty();
        }
        return Samplers.optionsOf(method.sampler()).map(sampler -> {
            ImmutableMap.Builder<String, Object> parts = ImmutableMap.builder();
            parts.put(SAMPLER, sampler.toJson());
            parts.put(SCHEDULE, paired.rule().options().toJson());
            parts.put(TRAINING, paired.trained().options().toJson());
            method.prediction().ifPresent(prediction -> parts.put(PREDICTION, prediction.diffusersName()));
            return parts.buildOrThrow();
        });
    }

    @Override
    public SamplingSettings read(JsonObject request, SamplingSettings defaults) {
        return new SamplingSettings(
                request.optional(SAMPLING, request::value)
                        .map(value -> method(value, request))
                        .orElse(defaults.method()),
                request.optional("steps", request::int32).orElse(defaults.steps()));
    }

    private static SamplingMethod method(Object value, JsonObject request) {
        try {
            return value instanceof String name ? SamplingMethod.named(name) : method(request.object(SAMPLING));
        } catch (SamplingException e) {
            throw new InvalidRequestException(e.getMessage(), e);
        }
    }

    private static SamplingMethod method(JsonObject json) {
        json.keys().stream().filter(key -> !PARTS.contains(key)).findFirst().ifPresent(unknown -> {
            throw new JsonException(json.origin() + ": a sampling method has no " + unknown + "; it has "
                    + String.join(", ", SAMPLER, SCHEDULE, TRAINING, PREDICTION));
        });
        return SamplingMethod.of(
                Samplers.of(NamedOptions.ofJson(json.value(SAMPLER))),
                json.optional(SCHEDULE, json::value)
                        .map(schedule -> Schedules.of(NamedOptions.ofJson(schedule)))
                        .orElse(Schedules.KARRAS),
                json.optional(TRAINING, json::value)
                        .map(trained -> TrainedNoise.of(NamedOptions.ofJson(trained)))
                        .orElse(TrainedNoise.STABLE_DIFFUSION),
                json.optional(PREDICTION, json::string).map(name -> prediction(name, json)));
    }

    private static Prediction prediction(String name, JsonObject json) {
        return Prediction.named(name)
                .orElseThrow(() -> new JsonException(json.origin() + ": no prediction is called " + name
                        + "; there are epsilon, v_prediction and sample"));
    }
}
