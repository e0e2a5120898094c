package io.iclight.models.config;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Range;
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

    /** How many layers may follow one another: all are made before any weight is read. The largest CLIP has 32. */
    public static final Range<Integer> LAYERS = Range.closed(1, 64);

    /** How many channels, elements, heads, tokens or words there may be. */
    public static final Range<Integer> SIZES = Range.closed(1, 1 << 20);

    /** Each level of a model halves the resolution. */
    private static final Range<Integer> LEVELS = Range.closed(1, 16);

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
     * Reads a whole number of a range.
     *
     * @param key the key
     * @param range where it must lie
     * @param missing the value if the key is missing
     * @return the number
     * @throws UnsupportedConfigException if it lies elsewhere
     */
    public int integer(String key, Range<Integer> range, int missing) {
        return within(range, key, ImmutableList.of(integer(key, missing))).get(0);
    }

    /**
     * Reads a size whose default is {@code null}.
     *
     * @param key the key
     * @return the size, or empty where the key is missing or {@code null}
     * @throws UnsupportedConfigException if it is none of {@link #SIZES}
     */
    public Optional<Integer> optionalSize(String key) {
        known.add(key);
        return json.optional(key, json::int32)
                .map(size -> within(SIZES, key, ImmutableList.of(size)).get(0));
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
     * Reads a list of sizes, one for each level of a model.
     *
     * @param key the key
     * @param missing the value if the key is missing
     * @return the sizes of 1 to 16 levels
     * @throws UnsupportedConfigException if there are more levels or none, or one is none of {@link #SIZES}
     */
    public ImmutableList<Integer> sizesOfLevels(String key, List<Integer> missing) {
        ImmutableList<Integer> sizes = read(key, this::listOfIntegers, ImmutableList.copyOf(missing));
        if (!LEVELS.contains(sizes.size())) {
            throw unsupported(key, named(LEVELS) + " levels");
        }
        return within(SIZES, key, sizes);
    }

    /**
     * Reads a whole number for each of several parts, written as a list, or as one number if it is the same for all.
     *
     * @param key the key
     * @param parts how many
     * @param range where the numbers must lie
     * @param missing the value of all if the key is missing
     * @return {@code parts} numbers
     * @throws UnsupportedConfigException if there are more or fewer, or one lies elsewhere
     */
    public ImmutableList<Integer> integerForEach(String key, int parts, Range<Integer> range, int missing) {
        List<Integer> numbers = read(
                key,
                k -> json.value(k) instanceof List ? listOfIntegers(k) : Collections.nCopies(parts, json.int32(k)),
                Collections.nCopies(parts, missing));
        if (numbers.size() != parts) {
            throw unsupported(key, "a number, or a list of " + parts);
        }
        return within(range, key, ImmutableList.copyOf(numbers));
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

    private ImmutableList<Integer> within(Range<Integer> range, String key, ImmutableList<Integer> numbers) {
        if (!range.containsAll(numbers)) {
            throw unsupported(key, named(range));
        }
        return numbers;
    }

    private static String named(Range<Integer> range) {
        return range.lowerEndpoint() + " to " + range.upperEndpoint();
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
