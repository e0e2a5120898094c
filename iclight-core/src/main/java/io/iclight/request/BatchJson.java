package io.iclight.request;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How many pictures, and their seeds: {@code "shared"}, {@code "consecutive"}, or a list. */
final class BatchJson implements JsonGroup<BatchSettings> {

    private static final String SEEDS = "seeds";
    private static final String SHARED = "shared";
    private static final String CONSECUTIVE = "consecutive";

    @Override
    public Set<String> keys() {
        return Set.of("images", "seed", SEEDS);
    }

    @Override
    public Map<String, Object> write(BatchSettings batch) {
        return ImmutableMap.of("images", batch.images(), "seed", batch.seed(), SEEDS, seeds(batch.seeds()));
    }

    private static Object seeds(Seeds seeds) {
        if (seeds instanceof Seeds.Listed listed) {
            return listed.seeds().asList();
        }
        return seeds instanceof Seeds.Consecutive ? CONSECUTIVE : SHARED;
    }

    @Override
    public BatchSettings read(JsonObject request, BatchSettings defaults) {
        Seeds seeds = request.optional(SEEDS, request::value)
                .map(value -> seeds(value, request))
                .orElse(defaults.seeds());
        return new BatchSettings(
                request.optional("images", request::int32).orElseGet(() -> images(seeds, defaults)),
                request.optional("seed", request::integer).orElse(defaults.seed()),
                seeds);
    }

    /** A list of seeds says how many pictures there are. */
    private static int images(Seeds seeds, BatchSettings defaults) {
        return seeds instanceof Seeds.Listed listed ? listed.seeds().length() : defaults.images();
    }

    private static Seeds seeds(Object value, JsonObject request) {
        if (value instanceof List<?>) {
            return new Seeds.Listed(ImmutableLongArray.copyOf(request.integers(SEEDS)));
        }
        String name = request.string(SEEDS);
        return switch (name) {
            case SHARED -> new Seeds.Shared();
            case CONSECUTIVE -> new Seeds.Consecutive();
            default ->
                throw new InvalidRequestException("expected shared, consecutive or a list for seeds, found " + name);
        };
    }
}
