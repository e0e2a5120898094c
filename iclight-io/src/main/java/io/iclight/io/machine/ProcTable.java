package io.iclight.io.machine;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One of Linux's files of lines {@code key: value}, such as {@code /proc/meminfo}; empty on other systems.
 *
 * @param values the first value of each key
 */
record ProcTable(ImmutableMap<String, String> values) {

    static ProcTable read(Path file) {
        try {
            return parse(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return new ProcTable(ImmutableMap.of());
        }
    }

    static ProcTable parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                values.putIfAbsent(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        });
        return new ProcTable(ImmutableMap.copyOf(values));
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Reads a value such as {@code 24576 kB}. */
    OptionalLong bytes(String key) {
        String value = values.get(key);
        return value != null && value.matches("[0-9]{1,15} kB")
                ? OptionalLong.of(1024 * Long.parseLong(value.substring(0, value.length() - 3)))
                : OptionalLong.empty();
    }
}
