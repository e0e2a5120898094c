package io.iclight.request;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.iclight.io.json.JsonObject;
import java.util.Set;

/**
 * Defaults as a model brings them: the entries of a request's groups, side by side.
 *
 * @param json of the model
 */
record DefaultsJson(JsonObject json) {

    private static final SamplingJson SAMPLING = new SamplingJson();
    private static final GuidanceJson GUIDANCE = new GuidanceJson();
    private static final LowresJson LOWRES = new LowresJson();
    private static final HighresJson HIGHRES = new HighresJson();
    private static final FinishingJson FINISHING = new FinishingJson();

    /** The settings that are named, and for all others those of other defaults. */
    RequestDefaults over(RequestDefaults others) {
        requireKnown();
        return new RequestDefaults(
                SAMPLING.read(json, others.sampling()),
                GUIDANCE.read(json, others.guidance()),
                LOWRES.read(json, others.lowres()),
                HIGHRES.read(json, others.highres()),
                FINISHING.read(json, others.finishing()));
    }

    private void requireKnown() {
        Set<String> known = ImmutableList.of(SAMPLING, GUIDANCE, LOWRES, HIGHRES, FINISHING).stream()
                .flatMap(group -> group.keys().stream())
                .collect(ImmutableSet.toImmutableSet());
        Set<String> unknown = Sets.difference(json.keys(), known);
        if (!unknown.isEmpty()) {
            throw new InvalidRequestException(json.origin() + ": a model's defaults have no "
                    + String.join(", ", unknown) + "; they have "
                    + String.join(", ", known.stream().sorted().toList()));
        }
    }
}
