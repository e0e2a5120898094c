package io.iclight.request;

import io.iclight.io.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a group of settings stands in a request's JSON: as some of its entries.
 *
 * @param <T> the group
 */
interface JsonGroup<T> {

    /** The keys of its entries. */
    Set<String> keys();

    /** Tells what in the group is given in code and cannot be written, or nothing. */
    default Optional<String> unwritable(T settings) {
        return Optional.empty();
    }

    /** Writes the group as values that {@link io.iclight.io.json.JsonWriter} knows. */
    Map<String, Object> write(T settings);

    /** Reads the group from the whole request. An entry that is missing is as in the defaults. */
    T read(JsonObject request, T defaults);
}
