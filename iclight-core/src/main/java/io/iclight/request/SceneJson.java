package io.iclight.request;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.json.JsonObject;
import io.iclight.light.LightSide;
import io.iclight.light.LightSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What stands around the subject. */
final class SceneJson implements JsonGroup<SceneSettings> {

    private static final ImmutableMap<String, LightSource> LIGHTS = Stream.concat(
                    Stream.of(LightSource.NONE), Arrays.stream(LightSide.values()))
            .collect(ImmutableMap.toImmutableMap(LightSource::label, light -> light));

    @Override
    public Set<String> keys() {
        return Set.of("light");
    }

    @Override
    public Map<String, Object> write(SceneSettings scene) {
        return Map.of("light", scene.light().label());
    }

    @Override
    public SceneSettings read(JsonObject request) {
        return request.optional("light", request::string)
                .map(name -> new SceneSettings(light(name)))
                .orElse(SceneSettings.DEFAULT);
    }

    private static LightSource light(String name) {
        LightSource light = LIGHTS.get(name);
        if (light == null) {
            throw new InvalidRequestException(
                    "no light is called " + name + "; there are " + String.join(", ", LIGHTS.keySet()));
        }
        return light;
    }
}
