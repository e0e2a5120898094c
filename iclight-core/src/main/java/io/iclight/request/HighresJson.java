package io.iclight.request;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.iclight.io.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The second pass: an object of its own, which is empty where there is none. */
final class HighresJson implements JsonGroup<Optional<HighresPass>> {

    private static final Set<String> KEYS = ImmutableSet.of("scale", "denoise");

    @Override
    public Set<String> keys() {
        return Set.of("highres");
    }

    @Override
    public Map<String, Object> write(Optional<HighresPass> pass) {
        return Map.of(
                "highres",
                pass.map(given -> ImmutableMap.of("scale", given.scale(), "denoise", given.denoise()))
                        .orElse(ImmutableMap.of()));
    }

    @Override
    public Optional<HighresPass> read(JsonObject request, Optional<HighresPass> defaults) {
        if (!request.has("highres")) {
            return defaults;
        }
        JsonObject pass = request.object("highres");
        Requirement.known("highres", pass, KEYS);
        return pass.keys().isEmpty()
                ? Optional.empty()
                : Optional.of(new HighresPass(pass.number("scale"), pass.number("denoise")));
    }
}
