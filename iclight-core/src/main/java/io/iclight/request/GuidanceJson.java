package io.iclight.request;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import io.iclight.io.json.JsonException;
import io.iclight.io.json.JsonObject;
import io.iclight.samplers.guidance.ClassifierFree;
import io.iclight.samplers.guidance.DynamicThresholding;
import io.iclight.samplers.guidance.EveryNth;
import io.iclight.samplers.guidance.Guidance;
import io.iclight.samplers.guidance.Interval;
import io.iclight.samplers.guidance.Rescaled;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How strongly the prompt is followed. Plain guidance is a number; a rule around a rule names the inner one: {@code
 * {"interval": [0.2, 0.8], "of": {"rescale": 0.7, "of": {"scale": 5}}}}.
 */
final class GuidanceJson implements JsonGroup<GuidanceSettings> {

    private static final String PLAIN = "guidance_scale";
    private static final String RULE = "guidance";
    private static final String SCALE = "scale";
    private static final String RESCALE = "rescale";
    private static final String INTERVAL = "interval";
    private static final String THRESHOLDING = "dynamic_thresholding";
    private static final String EVERY = "every";
    private static final String OF = "of";
    private static final Set<String> AROUND = Set.of(RESCALE, INTERVAL, EVERY);

    @Override
    public Set<String> keys() {
        return Set.of(PLAIN, RULE);
    }

    @Override
    public Optional<String> unwritable(GuidanceSettings guidance) {
        return rule(guidance.rule()).isPresent() ? Optional.empty() : Optional.of("the guidance");
    }

    @Override
    public Map<String, Object> write(GuidanceSettings guidance) {
        return guidance.rule() instanceof ClassifierFree plain
                ? ImmutableMap.of(PLAIN, plain.scale())
                : ImmutableMap.of(RULE, rule(guidance.rule()).orElseThrow());
    }

    private static Optional<ImmutableMap<String, Object>> rule(Guidance rule) {
        if (rule instanceof ClassifierFree plain) {
            return Optional.of(ImmutableMap.of(SCALE, plain.scale()));
        }
        if (rule instanceof Rescaled rescaled) {
            return rule(rescaled.guidance()).map(inner -> ImmutableMap.of(RESCALE, rescaled.share(), OF, inner));
        }
        if (rule instanceof Interval interval) {
            return rule(interval.guidance())
                    .map(inner ->
                            ImmutableMap.of(INTERVAL, ImmutableList.of(interval.start(), interval.stop()), OF, inner));
        }
        if (rule instanceof EveryNth nth) {
            return rule(nth.guidance()).map(inner -> ImmutableMap.of(EVERY, nth.interval(), OF, inner));
        }
        if (rule instanceof DynamicThresholding thresholding) {
            return Optional.of(ImmutableMap.of(THRESHOLDING, ThresholdingJson.write(thresholding)));
        }
        return Optional.empty();
    }

    @Override
    public GuidanceSettings read(JsonObject request, GuidanceSettings defaults) {
        if (request.has(PLAIN) && request.has(RULE)) {
            throw new InvalidRequestException("a request has " + PLAIN + " or " + RULE + ", not both");
        }
        return request.optional(RULE, request::object)
                .map(json -> new GuidanceSettings(rule(json)))
                .or(() -> request.optional(PLAIN, request::number).map(GuidanceSettings::of))
                .orElse(defaults);
    }

    private static Guidance rule(JsonObject json) {
        Set<String> kinds = Sets.difference(json.keys(), Set.of(OF));
        if (kinds.size() != 1 || AROUND.stream().anyMatch(json::has) != json.has(OF)) {
            throw new JsonException(
                    json.origin() + ": expected one of scale, dynamic_thresholding, rescale with \"of\","
                            + " interval with \"of\", every with \"of\"; found " + json.keys());
        }
        return switch (kinds.iterator().next()) {
            case SCALE -> new ClassifierFree(json.number(SCALE));
            case RESCALE -> new Rescaled(rule(json.object(OF)), json.number(RESCALE));
            case INTERVAL -> interval(json);
            case EVERY -> everyNth(json);
            case THRESHOLDING -> ThresholdingJson.read(json.object(THRESHOLDING));
            default -> throw new JsonException(json.origin() + ": no guidance is called " + kinds);
        };
    }

    private static EveryNth everyNth(JsonObject json) {
        int interval = json.int32(EVERY);
        if (interval < 1) {
            throw new InvalidRequestException("guidance every: expected 1 or more, found " + interval);
        }
        return new EveryNth(rule(json.object(OF)), interval);
    }

    private static Interval interval(JsonObject json) {
        List<Double> ends = json.numbers(INTERVAL);
        if (ends.size() != 2) {
            throw new JsonException(json.origin() + ": expected two numbers under \"interval\", found " + ends);
        }
        try {
            return new Interval(rule(json.object(OF)), ends.get(0), ends.get(1));
        } catch (InvalidRequestException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("guidance interval: " + e.getMessage(), e);
        }
    }
}
