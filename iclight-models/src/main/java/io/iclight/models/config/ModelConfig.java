package io.iclight.models.config;

import com.google.common.collect.ImmutableList;
import io.iclight.io.json.JsonException;
import io.iclight.io.json.JsonObject;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A reader of a {@code config.json}, in which every key must be understood: a setting that this library does not know may
 * change what the model computes.
 *
 * <p>Missing keys take the reference's defaults, which the caller states. A {@code null} is not a missing key: it counts
 * only where the reference's default is {@code null} too.
 */
public final class ModelConfig {

    private final JsonObject json;
    private final String model;
    private final Set<String> known = new HashSet<>();

    /**
     * Starts reading.
     *
     * @param json the configuration
     * @param model what it configures, for messages
     */
    public ModelConfig(JsonObject json, String model) {
        this.json = json;
        this.model = model;
    }

    /**
     * Reads a whole number.
     *
     * @param key the key
     * @param missing the value if the key is missing
     * @return the number
     */
    public int integer(String key, int missing) {
        return read(key, json::int32, missing);
    }

    /**
     * Reads a whole number whose default is {@code null}.
     *
     * @param key the key
     * @return the number, or empty where the key is missing or {@code null}
     */
    public Optional<Integer> optionalInteger(String key) {
        known.add(key);
        return json.optional(key, json::int32);
    }

    /**
     * Reads a number.
     *
     * @param key the key
     * @param missing the value if the key is missing
     * @return the number
     */
    public double number(String key, double missing) {
        return read(key, json::number, missing);
    }

    /**
     * Reads a truth value.
     *
     * @param key the key
     * @param missing the value if the key is missing
     * @return the truth value
     */
    public boolean bool(String key, boolean missing) {
        return read(key, json::bool, missing);
    }

    /**
     * Reads a string.
     *
     * @param key the key
     * @param missing the value if the key is missing
     * @return the string
     */
    public String string(String key, String missing) {
        return read(key, json::string, missing);
    }

    /**
     * Reads a list of strings.
     *
     * @param key the key
     * @param missing the value if the key is missing
     * @return the strings
     */
    public ImmutableList<String> strings(String key, List<String> missing) {
        return ImmutableList.copyOf(read(key, json::strings, missing));
    }

    /**
     * Reads a list of whole numbers.
     *
     * @param key the key
     * @param missing the value if the key is missing
     * @return the numbers
     */
    public ImmutableList<Integer> integers(String key, List<Integer> missing) {
        return read(key, this::listOfIntegers, ImmutableList.copyOf(missing));
    }

    /**
     * Reads a whole number for each of several parts, written as a list, or as one number if it is the same for all.
     *
     * @param key the key
     * @param parts how many
     * @param missing the value of all if the key is missing
     * @return {@code parts} numbers
     */
    public ImmutableList<Integer> integerForEach(String key, int parts, int missing) {
        List<Integer> numbers = read(
                key,
                k -> json.value(k) instanceof List ? listOfIntegers(k) : Collections.nCopies(parts, json.int32(k)),
                Collections.nCopies(parts, missing));
        if (numbers.size() != parts) {
            throw unsupported(key, "a number, or a list of " + parts);
        }
        return ImmutableList.copyOf(numbers);
    }

    /**
     * Checks a setting of which one value is supported.
     *
     * @param key the key
     * @param only what it must be if it is there; it is what the reference takes if the key is missing
     * @return this reader
     * @throws UnsupportedConfigException if it is anything else
     */
    public ModelConfig only(String key, Object only) {
        known.add(key);
        if (json.keys().contains(key) && (!json.has(key) || !same(json.value(key), only))) {
            throw unsupported(key, only.toString());
        }
        return this;
    }

    /**
     * Checks settings that are not supported at all: they must be missing or {@code null}.
     *
     * @param keys the keys
     * @return this reader
     * @throws UnsupportedConfigException if one has a value
     */
    public ModelConfig none(String... keys) {
        for (String key : keys) {
            known.add(key);
            if (json.has(key)) {
                throw unsupported(key, "null");
            }
        }
        return this;
    }

    /**
     * Passes over settings that do not change what is computed.
     *
     * @param keys the keys
     * @return this reader
     */
    public ModelConfig ignore(String... keys) {
        known.addAll(List.of(keys));
        return this;
    }

    /**
     * Ends reading. Keys that begin with an underscore are the file's own affair, and unknown features that are switched
     * off ({@code null} or {@code false}) do no harm.
     *
     * @throws UnsupportedConfigException if there is a key that was neither read nor checked
     */
    public void finish() {
        for (String key : json.keys()) {
            boolean off = !json.has(key) || json.value(key).equals(false);
            if (!known.contains(key) && !key.startsWith("_") && !off) {
                throw unsupported(key, "nothing of that name");
            }
        }
    }

    /**
     * Makes the exception for a value that is not supported.
     *
     * @param key the key
     * @param supported what is supported
     * @return the exception, to be thrown
     */
    public UnsupportedConfigException unsupported(String key, String supported) {
        String found = json.has(key) ? json.value(key).toString() : "null";
        return new UnsupportedConfigException(json.origin() + ": " + model + " has \"" + key + "\": " + found
                + ", but this library supports " + supported);
    }

    private <T> T read(String key, Function<String, T> getter, T missing) {
        known.add(key);
        return json.keys().contains(key) ? getter.apply(key) : missing;
    }

    private ImmutableList<Integer> listOfIntegers(String key) {
        ImmutableList.Builder<Integer> numbers = ImmutableList.builder();
        for (long number : json.integers(key)) {
            if (number != (int) number) {
                throw new JsonException(
                        json.origin() + ": expected numbers of 32 bits under \"" + key + "\", found " + number);
            }
            numbers.add((int) number);
        }
        return numbers.build();
    }

    private static boolean same(Object found, Object wanted) {
        return found instanceof Number a && wanted instanceof Number b
                ? a.doubleValue() == b.doubleValue()
                : found.equals(wanted);
    }
}
