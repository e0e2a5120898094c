package io.iclight.request;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.json.JsonObject;
import java.util.Map;
import java.util.Set;

/** The first pass. */
final class LowresJson implements JsonGroup<LowresPass> {

    private static final String REINFORCE = "reinforce_foreground";

    @Override
    public Set<String> keys() {
        return Set.of("width", "height", "lowres_denoise", REINFORCE);
    }

    @Override
    public Map<String, Object> write(LowresPass pass) {
        return ImmutableMap.of(
                "width",
                pass.widthPx(),
                "height",
                pass.heightPx(),
                "lowres_denoise",
                pass.denoise(),
                REINFORCE,
                pass.start() == LowresPass.Start.FOREGROUND_OVER_LIGHT);
    }

    @Override
    public LowresPass read(JsonObject request) {
        return new LowresPass(
                request.optional("width", request::int32).orElse(LowresPass.DEFAULT.widthPx()),
                request.optional("height", request::int32).orElse(LowresPass.DEFAULT.heightPx()),
                request.optional("lowres_denoise", request::number).orElse(LowresPass.DEFAULT.denoise()),
                request.optional(REINFORCE, request::bool).orElse(false)
                        ? LowresPass.Start.FOREGROUND_OVER_LIGHT
                        : LowresPass.Start.LIGHT);
    }
}
