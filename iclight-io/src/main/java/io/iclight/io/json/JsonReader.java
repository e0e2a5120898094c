package io.iclight.io.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.iclight.io.file.FileAccessException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a JSON document whose top is an object.
 *
 * <p>Values become {@link Map} (in the document's order), {@link List}, {@link String}, {@link Long}, {@link Double},
 * {@link Boolean} or {@code null}; a number with neither a fraction nor an exponent is a {@code Long} if it fits. {@code NaN},
 * {@code Infinity} and {@code -Infinity} are numbers, since Python writes them and schedulers' configurations have them.
 */
public final class JsonReader {

    private static final int MAX_DEPTH = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            // Or else the names of every document ever read stay in a table of the factory.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private JsonReader() {}

    /**
     * Reads a file.
     *
     * @param file UTF-8
     * @return its top object
     * @throws JsonException if it is not JSON in UTF-8, has a key twice, nests deeper than 64, or its top is no object
     * @throws UncheckedIOException if it cannot be read
     */
    public static JsonObject read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (MalformedInputException e) {
            throw new JsonException(file + ": expected JSON in UTF-8, found bytes that are not UTF-8", e);
        } catch (IOException e) {
            throw FileAccessException.unreadable(file, e);
        }
    }

    /**
     * Parses a document.
     *
     * @param text the document
     * @param origin what messages call it
     * @return its top object
     * @throws JsonException if it is not JSON, has a key twice, nests deeper than 64, or its top is no object
     */
    public static JsonObject parse(String text, String origin) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonException(origin + ": expected a JSON object, found "
                        + (parser.currentToken() == null ? "nothing" : parser.getText()));
            }
            JsonObject top = new JsonObject(object(parser), origin);
            if (parser.nextToken() != null) {
                throw new JsonException(origin + ": more follows after the end of the object");
            }
            return top;
        } catch (JsonProcessingException e) {
            throw new JsonException(origin + ": " + problem(e) + " at " + place(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Jackson says at length that it was not told where the document is from. */
    private static String problem(JsonProcessingException e) {
        return e.getOriginalMessage()
                .replaceAll("\\[Source: [^\\]]*; line: (\\d+), column: (\\d+)\\]", "line $1, column $2");
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? "an unknown place"
                : "line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            entries.put(key, value(parser));
        }
        return Collections.unmodifiableMap(entries);
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return Collections.unmodifiableList(elements);
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IllegalStateException("no value begins with " + parser.currentToken());
        };
    }

    /** Real files have numbers beyond 64 bits: transformers writes "no limit" as 10^30. */
    private static Number whole(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? (Number) parser.getDoubleValue()
                : (Number) parser.getLongValue();
    }
}
