package io.iclight.models.clip;

import io.iclight.io.json.JsonException;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;

/**
 * What the files beside a vocabulary say of the special tokens and the length of a row.
 *
 * @param start what begins a text
 * @param end what ends a text
 * @param unknown what stands for a byte that the vocabulary lacks
 * @param pad what transformers fills a row with
 * @param maxLength tokens in a row, start and end included
 */
record TokenizerConfig(Special start, Special end, Special unknown, Special pad, int maxLength) {

    TokenizerConfig {
        if (maxLength < SHORTEST) {
            throw new IllegalArgumentException(tooShort("the length of a row", maxLength));
        }
    }

    /**
     * A special token.
     *
     * @param content how it is written
     * @param normalized whether it is looked for in the text after it was normalised, rather than as it was given
     */
    record Special(String content, boolean normalized) {}

    /** Looked for in lower case, as by openai/CLIP and by transformers with the files of CLIP's own repository. */
    private static final Special CLIP_START = new Special("<|startoftext|>", true);

    private static final Special CLIP_END = new Special("<|endoftext|>", true);
    private static final int CLIP_LENGTH = 77;
    private static final int SHORTEST = 3;

    /** Longer rows are not meant: transformers writes 1e30, others 1e9 or the largest number of 32 bits. */
    private static final int LONGEST = 1_000_000;

    /** What CLIP has. */
    static final TokenizerConfig CLIP = new TokenizerConfig(CLIP_START, CLIP_END, CLIP_END, CLIP_END, CLIP_LENGTH);

    /**
     * Reads {@code special_tokens_map.json} and {@code tokenizer_config.json}, either of which may be missing; the first
     * has precedence.
     *
     * @param folder where they are
     * @return what they say, and CLIP's values for the rest
     */
    static TokenizerConfig read(Path folder) {
        List<JsonObject> files = List.of("special_tokens_map.json", "tokenizer_config.json").stream()
                .map(folder::resolve)
                .filter(Files::exists)
                .map(JsonReader::read)
                .toList();
        return new TokenizerConfig(
                first(files, "bos_token", TokenizerConfig::special, CLIP_START),
                first(files, "eos_token", TokenizerConfig::special, CLIP_END),
                first(files, "unk_token", TokenizerConfig::special, CLIP_END),
                first(files, "pad_token", TokenizerConfig::special, CLIP_END),
                first(files, "model_max_length", TokenizerConfig::maxLength, CLIP_LENGTH));
    }

    private static <T> T first(List<JsonObject> files, String key, BiFunction<JsonObject, String, T> get, T otherwise) {
        return files.stream()
                .filter(file -> file.has(key))
                .findFirst()
                .map(file -> get.apply(file, key))
                .orElse(otherwise);
    }

    /** Written as the content alone, or as an object of transformers' {@code AddedToken}, with its defaults. */
    private static Special special(JsonObject file, String key) {
        if (file.value(key) instanceof String content) {
            return new Special(content, false);
        }
        JsonObject token = file.object(key);
        return new Special(
                token.string("content"),
                token.optional("normalized", token::bool).orElse(true));
    }

    /** A length beyond all measure is how programs write that there is no limit; CLIP has one all the same. */
    private static int maxLength(JsonObject file, String key) {
        if (file.number(key) > LONGEST) {
            return CLIP_LENGTH;
        }
        int length = file.int32(key);
        if (length < SHORTEST) {
            throw new JsonException(file.origin() + ": " + tooShort(key, length));
        }
        return length;
    }

    private static String tooShort(String what, int length) {
        return what + " is " + length + ", expected " + SHORTEST + " or more: room for start, end and one token";
    }

    TokenizerConfig withMaxLength(int length) {
        return new TokenizerConfig(start, end, unknown, pad, length);
    }

    /**
     * Lists the special tokens in the order in which transformers adds them: of two that are written alike, the later
     * counts.
     *
     * @return start, end, unknown, pad
     */
    List<Special> inOrder() {
        return List.of(start, end, unknown, pad);
    }
}
