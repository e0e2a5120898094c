package io.iclight.train.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a vocabulary as the {@code tokenizer} folder of a diffusers model, which {@link
 * io.iclight.models.clip.ClipTokenizer#read(Path)} takes: {@code vocab.json}, {@code merges.txt}, {@code
 * special_tokens_map.json} and {@code tokenizer_config.json}.
 */
public final class TokenizerFiles {

    /** How many tokens stand for no part of a word: the start and the end of a text. */
    public static final int SPECIAL_TOKENS = 2;

    private static final String START = "<|startoftext|>";
    private static final String END = "<|endoftext|>";

    private TokenizerFiles() {}

    /**
     * Writes the files.
     *
     * @param pairs at most {@code size - 2} tokens
     * @param size how many tokens the text encoder knows; the last two become the start and the end of a text
     * @param length how many tokens a row has that the text encoder takes, start and end included; 77 in CLIP
     * @param folder is there
     * @throws IOException if it cannot be written
     */
    public static void write(BytePairs pairs, int size, int length, Path folder) throws IOException {
        if (pairs.ids().size() > size - SPECIAL_TOKENS) {
            throw new IllegalArgumentException("size must be " + (pairs.ids().size() + SPECIAL_TOKENS)
                    + " or more for so many tokens with start and end, was " + size);
        }
        Map<String, Object> ids = new LinkedHashMap<>(pairs.ids());
        ids.put(START, size - 2);
        ids.put(END, size - 1);
        JsonWriter.write(folder.resolve("vocab.json"), ids);
        Files.writeString(
                folder.resolve("merges.txt"), "#version: 0.2\n" + String.join("\n", pairs.merges()) + "\n", UTF_8);
        Map<String, Object> special =
                ImmutableMap.of("bos_token", START, "eos_token", END, "unk_token", END, "pad_token", END);
        JsonWriter.write(folder.resolve("special_tokens_map.json"), special);
        Map<String, Object> config = new LinkedHashMap<>(special);
        config.put("tokenizer_class", "CLIPTokenizer");
        config.put("model_max_length", length);
        config.put("do_lower_case", true);
        JsonWriter.write(folder.resolve("tokenizer_config.json"), config);
    }
}
