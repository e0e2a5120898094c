package io.iclight.request;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.json.JsonException;
import io.iclight.io.json.JsonObject;
import io.iclight.samplers.guidance.DynamicThresholding;
import io.iclight.samplers.guidance.ScaleCurve;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Dynamic thresholding as JSON; what is missing is as the extension of that name has it. */
final class ThresholdingJson {

    private static final String SCALE = "scale";
    private static final String MIMIC = "mimic";
    private static final String PERCENTILE = "percentile";
    private static final String EXTENT = "extent";
    private static final String ORIGIN = "origin";
    private static final String SPREAD = "spread";
    private static final String SHARE = "share";
    private static final Set<String> CURVE_KEYS = Set.of("scale", "minimum", "shape", "parameter");
    private static final Set<String> KEYS = Set.of(SCALE, MIMIC, PERCENTILE, EXTENT, ORIGIN, SPREAD, SHARE);

    private ThresholdingJson() {}

    static Map<String, Object> write(DynamicThresholding rule) {
        return ImmutableMap.<String, Object>builder()
                .put(SCALE, curve(rule.scale()))
                .put(MIMIC, curve(rule.mimic()))
                .put(PERCENTILE, rule.percentile())
                .put(EXTENT, word(rule.extent()))
                .put(ORIGIN, word(rule.origin()))
                .put(SPREAD, word(rule.spread()))
                .put(SHARE, rule.share())
                .buildOrThrow();
    }

    private static Map<String, Object> curve(ScaleCurve curve) {
        return ImmutableMap.of(
                "scale", curve.scale(),
                "minimum", curve.minimum(),
                "shape", word(curve.shape()),
                "parameter", curve.parameter());
    }

    static DynamicThresholding read(JsonObject json) {
        known(json, "dynamic thresholding", KEYS);
        try {
            return new DynamicThresholding(
                    curve(json.object(SCALE)),
                    curve(json.object(MIMIC)),
                    json.optional(PERCENTILE, json::number).orElse(1.0),
                    constant(json, EXTENT, DynamicThresholding.Extent.CHANNEL),
                    constant(json, ORIGIN, DynamicThresholding.Origin.MEAN),
                    constant(json, SPREAD, DynamicThresholding.Spread.ABSOLUTE),
                    json.optional(SHARE, json::number).orElse(1.0));
        } catch (InvalidRequestException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("dynamic thresholding: " + e.getMessage(), e);
        }
    }

    private static ScaleCurve curve(JsonObject json) {
        known(json, "a scale", CURVE_KEYS);
        return new ScaleCurve(
                json.number("scale"),
                json.optional("minimum", json::number).orElse(0.0),
                constant(json, "shape", ScaleCurve.Shape.CONSTANT),
                json.optional("parameter", json::number).orElse(1.0));
    }

    private static void known(JsonObject json, String what, Set<String> keys) {
        if (!keys.containsAll(json.keys())) {
            throw new JsonException(json.origin() + ": " + what + " has " + keys + ", found " + json.keys());
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E constant(JsonObject json, String key, E otherwise) {
        return json.optional(key, json::string)
                .map(name -> Enum.valueOf(otherwise.getDeclaringClass(), name.toUpperCase(Locale.ROOT)))
                .orElse(otherwise);
    }
}
