package io.iclight.io.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * An object of a JSON document, read by key and kind.
 *
 * <p>A getter throws {@link JsonException}, naming the file, the key and what is there, if the key is missing or its
 * value is of another kind. A value of {@code null} counts as missing.
 */
public final class JsonObject {

    private static final int FOUND_SHOWN = 80;

    private final Map<String, Object> entries;
    private final String origin;

    JsonObject(Map<String, Object> entries, String origin) {
        this.entries = entries;
        this.origin = origin;
    }

    /**
     * Returns the keys.
     *
     * @return the keys, in the document's order
     */
    public Set<String> keys() {
        return entries.keySet();
    }

    /**
     * Says whether there is a value.
     *
     * @param key the key
     * @return whether the key is there and its value is not {@code null}
     */
    public boolean has(String key) {
        return entries.get(key) != null;
    }

    /**
     * Returns a value as it was read.
     *
     * @param key the key
     * @return a value as {@link JsonReader} makes them
     */
    public Object value(String key) {
        return required(key, Object.class, "a value");
    }

    /**
     * Returns a string.
     *
     * @param key the key
     * @return the string
     */
    public String string(String key) {
        return required(key, String.class, "a string");
    }

    /**
     * Returns a whole number.
     *
     * @param key the key
     * @return the number
     */
    public long integer(String key) {
        return required(key, Long.class, "a whole number");
    }

    /**
     * Returns a whole number that fits an {@code int}.
     *
     * @param key the key
     * @return the number
     */
    public int int32(String key) {
        long number = integer(key);
        if (number != (int) number) {
            throw wrong(key, "a number of 32 bits", shown(number));
        }
        return (int) number;
    }

    /**
     * Returns a number.
     *
     * @param key the key
     * @return the number
     */
    public double number(String key) {
        return required(key, Number.class, "a number").doubleValue();
    }

    /**
     * Returns a truth value.
     *
     * @param key the key
     * @return the truth value
     */
    public boolean bool(String key) {
        return required(key, Boolean.class, "true or false");
    }

    /**
     * Returns an object.
     *
     * @param key the key
     * @return the object
     */
    public JsonObject object(String key) {
        return wrap(key, required(key, Map.class, "an object"));
    }

    /**
     * Returns a list of strings.
     *
     * @param key the key
     * @return the strings
     */
    public List<String> strings(String key) {
        return elements(key, String.class, "a list of strings", Function.identity());
    }

    /**
     * Returns a list of whole numbers.
     *
     * @param key the key
     * @return the numbers
     */
    public List<Long> integers(String key) {
        return elements(key, Long.class, "a list of whole numbers", Function.identity());
    }

    /**
     * Returns a list of numbers.
     *
     * @param key the key
     * @return the numbers
     */
    public List<Double> numbers(String key) {
        return elements(key, Number.class, "a list of numbers", Number::doubleValue);
    }

    /**
     * Returns a list of objects.
     *
     * @param key the key
     * @return the objects
     */
    public List<JsonObject> objects(String key) {
        return elements(key, Map.class, "a list of objects", element -> wrap(key, element));
    }

    /**
     * Looks for a value that may be missing: {@code config.optional("eps", config::number).orElse(1e-5)}.
     *
     * @param key the key
     * @param getter the getter for a value of the expected kind
     * @param <T> the kind of value
     * @return what the getter returns, or empty where there is no value
     */
    public <T> Optional<T> optional(String key, Function<String, T> getter) {
        return has(key) ? Optional.of(getter.apply(key)) : Optional.empty();
    }

    /**
     * Makes a copy that has another value for a key.
     *
     * @param key the key, which may be new
     * @param value of a kind that {@link JsonWriter} writes
     * @return the copy, of the same origin
     */
    public JsonObject with(String key, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(entries);
        changed.put(key, value);
        return new JsonObject(Collections.unmodifiableMap(changed), origin);
    }

    /**
     * Returns all entries as they were read.
     *
     * @return values as {@link JsonReader} makes them, in the document's order; unmodifiable
     */
    public Map<String, Object> entries() {
        return entries;
    }

    /**
     * Says where the object was read.
     *
     * @return the file, or what the reader was told to call the document, and the path of keys
     */
    public String origin() {
        return origin;
    }

    private <T, R> List<R> elements(String key, Class<T> kind, String wanted, Function<T, R> convert) {
        List<R> converted = new ArrayList<>();
        for (Object element : required(key, List.class, wanted)) {
            if (!kind.isInstance(element)) {
                throw wrong(key, wanted, shown(element) + " in it");
            }
            converted.add(convert.apply(kind.cast(element)));
        }
        return List.copyOf(converted);
    }

    @SuppressWarnings("unchecked") // Maps come from JsonReader alone.
    private JsonObject wrap(String key, Map<?, ?> map) {
        return new JsonObject((Map<String, Object>) map, origin + " › " + key);
    }

    private <T> T required(String key, Class<T> kind, String wanted) {
        Object value = entries.get(key);
        if (value == null) {
            throw new JsonException(origin + ": expected " + wanted + " under \"" + key + "\", found nothing");
        }
        if (!kind.isInstance(value)) {
            throw wrong(key, wanted, shown(value));
        }
        return kind.cast(value);
    }

    private JsonException wrong(String key, String wanted, String found) {
        return new JsonException(origin + ": expected " + wanted + " under \"" + key + "\", found " + found);
    }

    private static String shown(Object value) {
        String text = JsonWriter.text(value);
        return text.length() <= FOUND_SHOWN ? text : text.substring(0, FOUND_SHOWN) + "…";
    }

    @Override
    public String toString() {
        return origin + " " + shown(entries);
    }
}
