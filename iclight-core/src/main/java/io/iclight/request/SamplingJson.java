package io.iclight.request;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sampling method, by its name, and its steps. */
final class SamplingJson implements JsonGroup<SamplingSettings> {

    @Override
    public Set<String> keys() {
        return Set.of("sampling", "steps");
    }

    @Override
    public Optional<String> unwritable(SamplingSettings sampling) {
        return SamplingMethod.isNamed(sampling.method())
                ? Optional.empty()
                : Optional.of("the sampling method " + sampling.method());
    }

    @Override
    public Map<String, Object> write(SamplingSettings sampling) {
        return ImmutableMap.of("sampling", sampling.method().name(), "steps", sampling.steps());
    }

    @Override
    public SamplingSettings read(JsonObject request) {
        return new SamplingSettings(
                request.optional("sampling", request::string)
                        .map(SamplingMethod::named)
                        .orElse(SamplingSettings.DEFAULT.method()),
                request.optional("steps", request::int32).orElse(SamplingSettings.DEFAULT.steps()));
    }
}
