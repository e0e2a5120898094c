package io.iclight.synthesis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import io.iclight.io.json.JsonWriter;
import io.iclight.io.weights.WeightsException;
import io.iclight.models.clip.ClipTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the folder {@code tokenizer/} of a checkpoint. */
interface TokenizerFolder {

    /**
     * Writes the folder.
     *
     * @param folder is there, and empty
     * @param vocabularySize how many tokens the text encoder knows
     * @throws IOException if it cannot be written
     */
    void write(Path folder, int vocabularySize) throws IOException;

    /** A vocabulary of a few hundred words of prompts; CLIP's own belongs to others. */
    static TokenizerFolder ofOurOwn() {
        return (folder, vocabularySize) -> {
            BytePairs pairs = BytePairs.learn(Preset.text("words.txt"), vocabularySize - 2);
            Map<String, Object> ids = new LinkedHashMap<>(pairs.ids());
            ids.put("<|startoftext|>", vocabularySize - 2);
            ids.put("<|endoftext|>", vocabularySize - 1);
            JsonWriter.write(folder.resolve("vocab.json"), ids);
            Files.writeString(
                    folder.resolve("merges.txt"), "#version: 0.2\n" + String.join("\n", pairs.merges()) + "\n", UTF_8);
            Map<String, Object> special = ImmutableMap.of(
                    "bos_token", "<|startoftext|>",
                    "eos_token", "<|endoftext|>",
                    "unk_token", "<|endoftext|>",
                    "pad_token", "<|endoftext|>");
            JsonWriter.write(folder.resolve("special_tokens_map.json"), special);
            Map<String, Object> config = new LinkedHashMap<>(special);
            config.put("tokenizer_class", "CLIPTokenizer");
            config.put("model_max_length", 77);
            config.put("do_lower_case", true);
            JsonWriter.write(folder.resolve("tokenizer_config.json"), config);
        };
    }

    /** The files of another tokenizer. */
    static TokenizerFolder copyOf(Path other) {
        return (folder, vocabularySize) -> {
            requireFit(other, vocabularySize);
            for (String name :
                    List.of("vocab.json", "merges.txt", "special_tokens_map.json", "tokenizer_config.json")) {
                if (Files.exists(other.resolve(name))) {
                    Files.copy(other.resolve(name), folder.resolve(name));
                }
            }
        };
    }

    private static void requireFit(Path other, int vocabularySize) {
        ClipTokenizer.read(other);
        JsonObject ids = JsonReader.read(other.resolve("vocab.json"));
        int largest = ids.keys().stream().mapToInt(ids::int32).max().orElse(0);
        if (largest >= vocabularySize) {
            throw new WeightsException(other + " has tokens up to " + largest + ", the text encoder knows those up to "
                    + (vocabularySize - 1) + "; take another tokenizer or another preset");
        }
    }
}
