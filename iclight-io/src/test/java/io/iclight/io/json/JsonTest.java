package io.iclight.io.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatIsWrittenReadsBackAsItWas(long seed) {
        Random random = new Random(seed);
        Map<String, Object> written = randomMap(random, 4);

        assertThat(JsonReader.parse(JsonWriter.text(written), "test").entries()).isEqualTo(written);

        JsonWriter.write(folder.resolve("file.json"), written);
        assertThat(JsonReader.read(folder.resolve("file.json")).entries()).isEqualTo(written);
    }

    @Test
    void numbersThatJsonDoesNotHaveAreWrittenAsPythonWritesThemAndOtherValuesNot() {
        assertThat(JsonWriter.text(List.of(Double.NaN, Double.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY)))
                .isEqualTo("[NaN,Infinity,-Infinity]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonWriter.write(folder.resolve("file.json"), Map.of("a", 'b')))
                .withMessageContaining("Character");
    }

    @Test
    void everyBeginningOfADocumentIsRefusedInWords() {
        String whole = "{\"a\": [1, 2.5e3, {\"b\": null}], \"c\": \"d\\u00e9\", \"e\": true}";
        for (int length = 0; length < whole.length(); length++) {
            String beginning = whole.substring(0, length);
            assertThatThrownBy(() -> JsonReader.parse(beginning, "the file"))
                    .as("%s", beginning)
                    .isInstanceOf(JsonException.class)
                    .hasMessageStartingWith("the file: ")
                    .hasMessageNotContaining("Source:");
        }
        assertThatCode(() -> JsonReader.parse(whole, "the file")).doesNotThrowAnyException();
    }

    @Test
    void aWholeNumberBeyond64BitsIsANumberAllTheSame() {
        JsonObject json = JsonReader.parse("{\"a\": 9223372036854775808, \"b\": -9223372036854775808}", "the file");
        assertThat(json.number("a")).isEqualTo(0x1p63);
        assertThat(json.integer("b")).isEqualTo(Long.MIN_VALUE);
        assertThatThrownBy(() -> json.integer("a")).isInstanceOf(JsonException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "1",
                "{} {}",
                "{\"a\": 1, \"a\": 2}",
                "{\"a\": {\"b\": 1, \"b\": 1}}",
                "{'a': 1}",
                "{\"a\": 01}",
                "{\"a\": 1,}",
                "// comment\n{}"
            })
    void whatIsNotStrictlyAnObjectIsRefused(String text) {
        assertThatThrownBy(() -> JsonReader.parse(text, "the file"))
                .isInstanceOf(JsonException.class)
                .hasMessageStartingWith("the file: ");
    }

    @Test
    void nestingIsBounded() {
        String deep = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);
        assertThatThrownBy(() -> JsonReader.parse(deep, "deep")).isInstanceOf(JsonException.class);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() throws Exception {
        Path file = Files.write(folder.resolve("latin.json"), "{\"a\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> JsonReader.read(file))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("latin.json: expected JSON in UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                  | expected a whole number under \"steps\", found nothing",
                "{\"steps\": null}   | expected a whole number under \"steps\", found nothing",
                "{\"steps\": 1.5}    | expected a whole number under \"steps\", found 1.5",
                "{\"steps\": \"20\"} | expected a whole number under \"steps\", found \"20\"",
                "{\"steps\": [20]}   | expected a whole number under \"steps\", found [20]"
            })
    void aGetterSaysWhatItFoundAndWhere(String text, String message) {
        JsonObject config = JsonReader.parse(text, "config.json");
        assertThatThrownBy(() -> config.integer("steps")).hasMessage("config.json: " + message);
    }

    @Test
    void pathsOfKeysAreNamedAndLongValuesCut() {
        JsonObject top = JsonReader.parse("{\"unet\": {\"heads\": \"" + "x".repeat(10_000) + "\"}}", "config.json");
        assertThatThrownBy(() -> top.object("unet").int32("heads"))
                .hasMessageStartingWith("config.json › unet: expected a whole number under \"heads\", found \"xxx")
                .message()
                .hasSizeLessThan(200);
    }

    private static Map<String, Object> randomMap(Random random, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            map.put(randomString(random), randomValue(random, depth));
        }
        return map;
    }

    private static Object randomValue(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 7)) {
            case 0 -> random.nextLong();
            case 1 -> randomDouble(random);
            case 2 -> random.nextBoolean();
            case 3 -> null;
            case 4 -> randomString(random);
            case 5 -> randomMap(random, depth - 1);
            default -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(randomValue(random, depth - 1));
                }
                yield list;
            }
        };
    }

    private static Object randomDouble(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> Double.NaN;
            case 1 -> Double.NEGATIVE_INFINITY;
            case 2 -> -0.0;
            default -> random.nextGaussian() * Math.pow(10, random.nextInt(-300, 300));
        };
    }

    /** Any characters but halves of surrogate pairs, which are none. */
    private static String randomString(Random random) {
        return random.ints(random.nextInt(12), 0, 0x10FFFF)
                .filter(character -> character < 0xD800 || character > 0xDFFF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
