package io.iclight.request;

import io.iclight.io.json.JsonObject;
import java.util.Map;
import java.util.Set;

/** What is done after the last pass. */
final class FinishingJson implements JsonGroup<FinishingSettings> {

    @Override
    public Set<String> keys() {
        return Set.of();
    }

    @Override
    public Map<String, Object> write(FinishingSettings finishing) {
        return Map.of();
    }

    @Override
    public FinishingSettings read(JsonObject request) {
        return FinishingSettings.NONE;
    }
}
