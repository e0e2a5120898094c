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
    public LowresPass read(JsonObject request, LowresPass defaults) {
        return new LowresPass(
                request.optional("width", request::int32).orElse(defaults.widthPx()),
                request.optional("height", request::int32).orElse(defaults.heightPx()),
                request.optional("lowres_denoise", request::number).orElse(defaults.denoise()),
                request.optional(REINFORCE, request::bool)
                        .map(LowresJson::start)
                        .orElse(defaults.start()));
    }

    private static LowresPass.Start start(boolean reinforced) {
        return reinforced ? LowresPass.Start.FOREGROUND_OVER_LIGHT : LowresPass.Start.LIGHT;
    }
}
