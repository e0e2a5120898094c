package io.iclight.request;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.json.JsonObject;
import java.util.Map;
import java.util.Set;

/** The first pass. */
final class LowresJson implements JsonGroup<LowresPass> {

    @Override
    public Set<String> keys() {
        return Set.of("width", "height", "lowres_denoise");
    }

    @Override
    public Map<String, Object> write(LowresPass pass) {
        return ImmutableMap.of("width", pass.widthPx(), "height", pass.heightPx(), "lowres_denoise", pass.denoise());
    }

    @Override
    public LowresPass read(JsonObject request) {
        return new LowresPass(
                request.optional("width", request::int32).orElse(LowresPass.DEFAULT.widthPx()),
                request.optional("height", request::int32).orElse(LowresPass.DEFAULT.heightPx()),
                request.optional("lowres_denoise", request::number).orElse(LowresPass.DEFAULT.denoise()));
    }
}
