package io.iclight.request;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.iclight.io.json.JsonObject;
import io.iclight.light.Ambient;
import io.iclight.light.AngledLight;
import io.iclight.light.ColoredLight;
import io.iclight.light.Gradient;
import io.iclight.light.Lamp;
import io.iclight.light.LightColor;
import io.iclight.light.LightImage;
import io.iclight.light.LightPosition;
import io.iclight.light.LightSide;
import io.iclight.light.LightSource;
import io.iclight.light.LightSum;
import io.iclight.light.PointLight;
import io.iclight.light.SpotLight;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A light as JSON: {@code "left"} where a name says it all, else an object with its {@code kind} and components, such as
 * {@code {"kind": "angle", "degrees": 45.0, "color": "#FFFFFF", "strength": 1.0}}.
 */
final class LightJson {

    private static final String KIND = "kind";

    private static final ImmutableMap<String, LightSource> NAMED = ImmutableMap.<String, LightSource>builder()
            .put("none", LightSource.NONE)
            .putAll(Maps.uniqueIndex(List.of(LightSide.values()), LightSide::label))
            .put("ambient", LightSource.AMBIENT)
            .buildOrThrow();

    /** How lights of a class are written and read. */
    private record Kind<T extends LightSource>(
            String name, Class<T> type, Function<T, Map<String, Object>> write, Function<JsonObject, T> read) {

        Map<String, Object> entries(LightSource light) {
            return ImmutableMap.<String, Object>builder()
                    .put(KIND, name)
                    .putAll(write.apply(type.cast(light)))
                    .buildOrThrow();
        }
    }

    private final ImmutableMap<String, Kind<?>> kinds;

    LightJson(KnownPictures pictures) {
        this.kinds = Maps.uniqueIndex(
                ImmutableList.of(
                        new Kind<>("angle", AngledLight.class, LightJson::angle, LightJson::angle),
                        new Kind<>("point", PointLight.class, LightJson::point, LightJson::point),
                        new Kind<>("spot", SpotLight.class, LightJson::spot, LightJson::spot),
                        new Kind<>("grey", Ambient.class, LightJson::grey, LightJson::grey),
                        new Kind<>("gradient", Gradient.class, LightJson::gradient, LightJson::gradient),
                        new Kind<>("colored", ColoredLight.class, LightJson::colored, LightJson::colored),
                        new Kind<>("picture", LightImage.class, LightJson::picture, json -> picture(json, pictures)),
                        new Kind<>("sum", LightSum.class, this::sum, this::sum)),
                Kind::name);
    }

    /** Writes a light as a string or a map. */
    Object write(LightSource light) {
        for (Map.Entry<String, LightSource> named : NAMED.entrySet()) {
            if (named.getValue().equals(light)) {
                return named.getKey();
            }
        }
        return entries(light);
    }

    private Map<String, Object> entries(LightSource light) {
        return kinds.values().stream()
                .filter(kind -> kind.type().isInstance(light))
                .findFirst()
                .map(kind -> kind.entries(light))
                .orElseGet(() -> Map.of(KIND, write(light)));
    }

    /** Reads the light under a key. */
    LightSource read(JsonObject json, String key) {
        return json.value(key) instanceof String name ? named(name) : read(json.object(key));
    }

    private LightSource named(String name) {
        LightSource light = NAMED.get(name);
        if (light == null) {
            throw unknown(name);
        }
        return light;
    }

    private LightSource read(JsonObject json) {
        String name = json.string(KIND);
        Kind<?> kind = kinds.get(name);
        LightSource light = kind == null ? named(name) : kind.read().apply(json);
        Requirement.known(
                "a light of the kind " + name,
                json,
                kind == null ? Set.of(KIND) : kind.entries(light).keySet());
        return light;
    }

    private InvalidRequestException unknown(String name) {
        return new InvalidRequestException("no light is called " + name + "; there are "
                + Stream.concat(NAMED.keySet().stream(), kinds.keySet().stream())
                        .collect(Collectors.joining(", ")));
    }

    private static Map<String, Object> angle(AngledLight light) {
        return withLamp(ImmutableMap.of("degrees", light.degrees()), light.lamp());
    }

    private static AngledLight angle(JsonObject json) {
        return new AngledLight(json.number("degrees"), lamp(json));
    }

    private static Map<String, Object> point(PointLight light) {
        return withLamp(ImmutableMap.of("x", light.x(), "y", light.y(), "reach", light.reach()), light.lamp());
    }

    private static PointLight point(JsonObject json) {
        return new PointLight(json.number("x"), json.number("y"), json.number("reach"), lamp(json));
    }

    private static Map<String, Object> spot(SpotLight light) {
        return withLamp(
                ImmutableMap.of(
                        "x", light.x(),
                        "y", light.y(),
                        "aim_x", light.aimX(),
                        "aim_y", light.aimY(),
                        "beam_degrees", light.beamDegrees()),
                light.lamp());
    }

    private static SpotLight spot(JsonObject json) {
        return new SpotLight(
                json.number("x"),
                json.number("y"),
                json.number("aim_x"),
                json.number("aim_y"),
                json.number("beam_degrees"),
                lamp(json));
    }

    private static Map<String, Object> withLamp(Map<String, Object> light, Lamp lamp) {
        return ImmutableMap.<String, Object>builder()
                .putAll(light)
                .put("color", lamp.color().text())
                .put("strength", lamp.strength())
                .buildOrThrow();
    }

    private static Lamp lamp(JsonObject json) {
        return new Lamp(
                json.optional("color", json::string).map(LightColor::parse).orElse(LightColor.WHITE),
                json.optional("strength", json::number).orElse(1.0));
    }

    private static Map<String, Object> grey(Ambient light) {
        return Map.of("level", light.level());
    }

    private static Ambient grey(JsonObject json) {
        return new Ambient(json.int32("level"));
    }

    private static Map<String, Object> gradient(Gradient light) {
        return ImmutableMap.of("side", light.side().label(), "near", light.near(), "far", light.far());
    }

    private static Gradient gradient(JsonObject json) {
        return new Gradient(constant(LightSide.class, json, "side"), json.int32("near"), json.int32("far"));
    }

    private static Map<String, Object> colored(ColoredLight light) {
        return ImmutableMap.of(
                "position", lowerCase(light.position()),
                "start", light.start().text(),
                "end", light.end().text(),
                "falloff", light.falloff());
    }

    private static ColoredLight colored(JsonObject json) {
        return new ColoredLight(
                constant(LightPosition.class, json, "position"),
                LightColor.parse(json.string("start")),
                LightColor.parse(json.string("end")),
                json.number("falloff"));
    }

    private static Map<String, Object> picture(LightImage light) {
        return PictureName.of(light.picture()).write();
    }

    private static LightImage picture(JsonObject json, KnownPictures pictures) {
        return new LightImage(pictures.find(json, "light"));
    }

    private Map<String, Object> sum(LightSum sum) {
        return Map.of("lights", sum.lights().stream().map(this::entries).toList());
    }

    private LightSum sum(JsonObject json) {
        return new LightSum(json.objects("lights").stream().map(this::read).collect(ImmutableList.toImmutableList()));
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, JsonObject json, String key) {
        String name = json.string(key);
        return Stream.of(type.getEnumConstants())
                .filter(constant -> lowerCase(constant).equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException("no " + key + " is called " + name + "; there are "
                        + Stream.of(type.getEnumConstants())
                                .map(LightJson::lowerCase)
                                .collect(Collectors.joining(", "))));
    }
}
