package io.iclight.request;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.json.JsonObject;
import java.util.Map;
import java.util.Set;

/** How many pictures, and their seed. */
final class BatchJson implements JsonGroup<BatchSettings> {

    @Override
    public Set<String> keys() {
        return Set.of("images", "seed");
    }

    @Override
    public Map<String, Object> write(BatchSettings batch) {
        return ImmutableMap.of("images", batch.images(), "seed", batch.seed());
    }

    @Override
    public BatchSettings read(JsonObject request) {
        return new BatchSettings(
                request.optional("images", request::int32).orElse(BatchSettings.DEFAULT.images()),
                request.optional("seed", request::integer).orElse(BatchSettings.DEFAULT.seed()));
    }
}
