package io.iclight.sampling;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.iclight.samplers.Sampler;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A sampler of the catalogue: how options become it, and it options.
 *
 * @param name such as {@code dpmpp_2m}
 * @param title such as {@code DPM++ 2M}
 * @param type its record
 * @param reading makes it; options that are missing have their defaults
 * @param writing tells all of its options, those that have their defaults included
 */
record SamplerEntry<S extends Sampler>(
        String name,
        String title,
        Class<S> type,
        Function<NamedOptions, S> reading,
        Function<S, ImmutableMap<String, Object>> writing) {

    ImmutableMap<String, Object> defaults() {
        return writing.apply(reading.apply(NamedOptions.of(name)));
    }

    S read(NamedOptions options) {
        options.allow("sampler", defaults().keySet());
        try {
            return reading.apply(options);
        } catch (SamplingException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new SamplingException("the sampler " + name + " cannot be had: " + e.getMessage(), e);
        }
    }

    /** An entry can tell a sampler if what it tells makes the same one again. */
    Optional<NamedOptions> write(Sampler sampler) {
        if (!type.isInstance(sampler)) {
            return Optional.empty();
        }
        Map<String, Object> defaults = defaults();
        Map<String, Object> changed = Maps.filterEntries(
                writing.apply(type.cast(sampler)), option -> !option.getValue().equals(defaults.get(option.getKey())));
        NamedOptions options = new NamedOptions(name, ImmutableMap.copyOf(changed));
        return Optional.of(options).filter(written -> reading.apply(written).equals(sampler));
    }
}
