package io.iclight.sampling;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.iclight.samplers.Sampler;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An entry of a catalogue: how options become it, and it options.
 *
 * @param kind of entry, for messages
 * @param name such as {@code dpmpp_2m}
 * @param title such as {@code DPM++ 2M}
 * @param type its record
 * @param reading makes it; options that are missing have their defaults
 * @param writing tells all of its options, those that have their defaults included
 */
record CatalogueEntry<S>(
        String kind,
        String name,
        String title,
        Class<S> type,
        Function<NamedOptions, S> reading,
        Function<S, ImmutableMap<String, Object>> writing) {

    /** An entry of the samplers' catalogue. */
    static <S extends Sampler> CatalogueEntry<S> ofSampler(
            String name,
            String title,
            Class<S> type,
            Function<NamedOptions, S> reading,
            Function<S, ImmutableMap<String, Object>> writing) {
        return new CatalogueEntry<>("sampler", name, title, type, reading, writing);
    }

    ImmutableMap<String, Object> defaults() {
        return writing.apply(reading.apply(NamedOptions.of(name)));
    }

    S read(NamedOptions options) {
        options.allow(kind, defaults().keySet());
        try {
            return reading.apply(options);
        } catch (SamplingException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new SamplingException("the " + kind + " " + name + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** An entry can tell a value if what it tells makes the same one again. */
    Optional<NamedOptions> write(Object value) {
        if (!type.isInstance(value)) {
            return Optional.empty();
        }
        Map<String, Object> defaults = defaults();
        Map<String, Object> changed = Maps.filterEntries(
                writing.apply(type.cast(value)), option -> !option.getValue().equals(defaults.get(option.getKey())));
        NamedOptions options = new NamedOptions(name, ImmutableMap.copyOf(changed));
        return Optional.of(options).filter(written -> reading.apply(written).equals(value));
    }
}
