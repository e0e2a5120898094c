package io.iclight.io.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.iclight.io.file.AtomicFile;
import io.iclight.io.file.FileAccessException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;

/**
 * Writes JSON from the values that {@link JsonReader} makes: maps with strings as keys, collections, strings, numbers,
 * truth values and {@code null}. What is written reads back as it was, also the numbers that JSON does not have: {@code NaN},
 * {@code Infinity} and {@code -Infinity} are written as Python writes them. What others than Python and this library read should
 * have {@code null} in their place.
 */
public final class JsonWriter {

    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS).build();

    private JsonWriter() {}

    /**
     * Writes a value on one line.
     *
     * @param value a map, collection, string, number, truth value or {@code null}
     * @return JSON without line ends
     * @throws IllegalArgumentException if there is a value of another kind in it
     */
    public static String text(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            write(value, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * Writes a file, one entry of an object a line, as people read it.
     *
     * @param file is made, or replaced once all is written
     * @param top what it holds
     * @throws IllegalArgumentException if there is a value of another kind than {@link #text} writes
     * @throws FileAccessException if the file cannot be written
     */
    public static void write(Path file, Map<String, ?> top) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            generator.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
            write(top, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        AtomicFile.write(file, (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Object value, JsonGenerator generator) throws IOException {
        if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                generator.writeFieldName(entry.getKey().toString());
                write(entry.getValue(), generator);
            }
            generator.writeEndObject();
        } else if (value instanceof Collection<?> elements) {
            generator.writeStartArray();
            for (Object element : elements) {
                write(element, generator);
            }
            generator.writeEndArray();
        } else {
            writeLeaf(value, generator);
        }
    }

    private static void writeLeaf(Object value, JsonGenerator generator) throws IOException {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof String string) {
            generator.writeString(string);
        } else if (value instanceof Boolean truth) {
            generator.writeBoolean(truth);
        } else if (value instanceof Long || value instanceof Integer) {
            generator.writeNumber(((Number) value).longValue());
        } else if (value instanceof Double || value instanceof Float) {
            generator.writeNumber(((Number) value).doubleValue());
        } else {
            throw new IllegalArgumentException("JSON has no values of " + value.getClass() + ", found " + value);
        }
    }
}
