package io.iclight.sampling;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.ImmutableDoubleArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A name with options, such as {@code dpmpp_2m_sde} with an {@code eta}. It is written as the name alone, as an object of
 * JSON with the name and the options, or on a command line as {@code dpmpp_2m_sde:eta=0.5,solver_type=heun}.
 *
 * @param name of a sampler or a schedule
 * @param values numbers, words, truth values and lists of numbers, by option
 */
public record NamedOptions(String name, ImmutableMap<String, Object> values) {

    private static final String NAME = "name";

    /**
     * Makes a name without options.
     *
     * @param name of a sampler or a schedule
     * @return the name, with the defaults of everything
     */
    public static NamedOptions of(String name) {
        return new NamedOptions(name, ImmutableMap.of());
    }

    /**
     * Reads the form of a command line.
     *
     * @param text such as {@code karras:rho=5}; the numbers of a list have a slash between them
     * @return the name and its options
     * @throws SamplingException if an option has no value
     */
    public static NamedOptions parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return of(text);
        }
        ImmutableMap.Builder<String, Object> values = ImmutableMap.builder();
        for (String option : Splitter.on(',').split(text.substring(colon + 1))) {
            int equals = option.indexOf('=');
            if (equals < 1) {
                throw new SamplingException("expected name:option=value,option=value, found \"" + text + "\"");
            }
            values.put(option.substring(0, equals), value(option.substring(equals + 1)));
        }
        return new NamedOptions(text.substring(0, colon), values.buildKeepingLast());
    }

    private static Object value(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        if (text.contains("/")) {
            return Splitter.on('/').splitToStream(text).map(NamedOptions::value).toList();
        }
        Double number = Doubles.tryParse(text);
        return number == null ? text : number;
    }

    /**
     * Reads a value of JSON.
     *
     * @param json a string, or a map with a {@code name} and options
     * @return the name and its options
     * @throws SamplingException if it is neither
     */
    public static NamedOptions ofJson(Object json) {
        if (json instanceof String name) {
            return parse(name);
        }
        if (json instanceof Map<?, ?> map && map.get(NAME) instanceof String name) {
            Map<String, Object> values = new LinkedHashMap<>();
            map.forEach((option, value) -> values.put((String) option, value));
            values.remove(NAME);
            values.values().removeIf(value -> value == null);
            return new NamedOptions(name, ImmutableMap.copyOf(values));
        }
        throw new SamplingException("expected a name, or an object with a name and options, found " + json);
    }

    /**
     * Returns what stands in JSON.
     *
     * @return the name alone, or a map with the name and the options
     */
    public Object toJson() {
        return values.isEmpty()
                ? name
                : ImmutableMap.builder().put(NAME, name).putAll(values).buildOrThrow();
    }

    void allow(String kind, Set<String> known) {
        Set<String> unknown = Sets.difference(values.keySet(), known);
        if (!unknown.isEmpty()) {
            throw new SamplingException("the " + kind + " " + name + " has no option " + String.join(", ", unknown)
                    + (known.isEmpty() ? "; it has none" : "; it has " + String.join(", ", known)));
        }
    }

    double number(String option, double otherwise) {
        return get(option, Number.class, "a number").map(Number::doubleValue).orElse(otherwise);
    }

    int whole(String option, int otherwise) {
        double number = number(option, otherwise);
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw wrong(option, "a whole number", number);
        }
        return (int) number;
    }

    boolean flag(String option, boolean otherwise) {
        return get(option, Boolean.class, "true or false").orElse(otherwise);
    }

    <T> T choice(String option, Map<String, T> choices, String otherwise) {
        String word = get(option, String.class, "a word").orElse(otherwise);
        T chosen = choices.get(word);
        if (chosen == null) {
            throw wrong(option, String.join(" or ", choices.keySet()), word);
        }
        return chosen;
    }

    ImmutableDoubleArray numbers(String option) {
        List<Double> numbers = new ArrayList<>();
        List<?> given = get(option, List.class, "a list of numbers")
                .orElseThrow(() -> new SamplingException(name + " needs the option " + option + ", a list of numbers"));
        for (Object element : given) {
            if (!(element instanceof Number number)) {
                throw wrong(option, "a list of numbers", given);
            }
            numbers.add(number.doubleValue());
        }
        return ImmutableDoubleArray.copyOf(numbers);
    }

    private <T> Optional<T> get(String option, Class<T> kind, String wanted) {
        Object value = values.get(option);
        if (value != null && !kind.isInstance(value)) {
            throw wrong(option, wanted, value);
        }
        return Optional.ofNullable(value).map(kind::cast);
    }

    private SamplingException wrong(String option, String wanted, Object found) {
        return new SamplingException(name + ": expected " + wanted + " for " + option + ", found " + found);
    }
}
