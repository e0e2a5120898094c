package io.iclight.sampling;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.Map;
import java.util.function.Function;

/**
 * A schedule of the catalogue.
 *
 * @param name such as {@code karras}
 * @param title such as {@code Karras}
 * @param defaults of its options
 * @param reading makes it
 */
record ScheduleEntry(
        String name, String title, ImmutableMap<String, Object> defaults, Function<NamedOptions, LevelRule> reading) {

    LevelRule read(NamedOptions options) {
        options.allow("schedule", defaults.keySet());
        Map<String, Object> changed = Maps.filterEntries(
                options.values(), option -> !option.getValue().equals(defaults.get(option.getKey())));
        try {
            return reading.apply(new NamedOptions(name, ImmutableMap.copyOf(changed)));
        } catch (SamplingException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new SamplingException("the schedule " + name + " cannot be made: " + e.getMessage(), e);
        }
    }
}
