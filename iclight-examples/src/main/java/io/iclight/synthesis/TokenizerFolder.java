package io.iclight.synthesis;

import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import io.iclight.io.weights.WeightsException;
import io.iclight.models.clip.ClipTokenizer;
import io.iclight.train.text.BytePairs;
import io.iclight.train.text.TokenizerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the folder {@code tokenizer/} of a checkpoint. */
interface TokenizerFolder {

    /** How many tokens a row has in CLIP. */
    int CLIP_LENGTH = 77;

    /**
     * Writes the folder.
     *
     * @param folder is made, or is there and empty
     * @param vocabularySize how many tokens the text encoder knows
     * @throws IOException if it cannot be written
     */
    void write(Path folder, int vocabularySize) throws IOException;

    /** A vocabulary of a few hundred words of prompts; CLIP's own belongs to others. */
    static TokenizerFolder ofOurOwn() {
        return (folder, vocabularySize) -> {
            Files.createDirectories(folder);
            BytePairs pairs = BytePairs.learn(Preset.text("words.txt"), vocabularySize - 2);
            TokenizerFiles.write(pairs, vocabularySize, CLIP_LENGTH, folder);
        };
    }

    /** The files of another tokenizer. */
    static TokenizerFolder copyOf(Path other) {
        return (folder, vocabularySize) -> {
            requireFit(other, vocabularySize);
            Files.createDirectories(folder);
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
