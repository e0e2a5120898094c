package io.iclight.request;

import io.iclight.io.json.JsonObject;
import java.util.Map;
import java.util.Set;

/** How strongly the prompt is followed. */
final class GuidanceJson implements JsonGroup<GuidanceSettings> {

    @Override
    public Set<String> keys() {
        return Set.of("guidance_scale");
    }

    @Override
    public Map<String, Object> write(GuidanceSettings guidance) {
        return Map.of("guidance_scale", guidance.scale());
    }

    @Override
    public GuidanceSettings read(JsonObject request) {
        return request.optional("guidance_scale", request::number)
                .map(GuidanceSettings::new)
                .orElse(GuidanceSettings.DEFAULT);
    }
}
