package io.iclight.models.checkpoint;

import io.iclight.io.file.WholeFolder;
import io.iclight.models.clip.ClipTokenizer;
import io.iclight.models.clip.TokenizerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the vocabulary of a tokenizer is.
 *
 * @param path a folder with {@code vocab.json} and {@code merges.txt}, or the file that openai/CLIP publishes
 */
public record VocabularyPath(Path path) {

    private static final String VOCABULARY = "vocab.json";
    private static final String MERGES = "merges.txt";

    /** What openai/CLIP publishes, packed or not. */
    private static final List<String> ORIGINAL = List.of("bpe_simple_vocab_16e6.txt.gz", "bpe_simple_vocab_16e6.txt");

    /**
     * Looks for a vocabulary in a folder.
     *
     * @param folder of a checkpoint, of a tokenizer, or of anything else
     * @return {@code tokenizer/} in it, or the folder itself, or CLIP's own file in it; empty where there is none
     */
    public static Optional<VocabularyPath> in(Path folder) {
        for (Path candidate : List.of(folder.resolve("tokenizer"), folder)) {
            if (Files.isRegularFile(candidate.resolve(VOCABULARY)) && Files.isRegularFile(candidate.resolve(MERGES))) {
                return Optional.of(new VocabularyPath(candidate));
            }
        }
        return ORIGINAL.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .map(VocabularyPath::new)
                .findFirst();
    }

    /**
     * Takes a path that somebody gave.
     *
     * @param given a folder that {@link #in} finds a vocabulary in, one of the files of such a folder, or CLIP's own file
     *     under any name
     * @return the vocabulary
     * @throws TokenizerException if there is none
     */
    public static VocabularyPath at(Path given) {
        String name = given.getFileName() == null ? "" : given.getFileName().toString();
        boolean one = List.of(VOCABULARY, MERGES, "tokenizer.json").contains(name);
        Path folder = one ? given.toAbsolutePath().getParent() : given;
        if (Files.isRegularFile(folder)) {
            return new VocabularyPath(folder);
        }
        return in(folder)
                .orElseThrow(() -> new TokenizerException(given + ": expected a folder with " + VOCABULARY + " and "
                        + MERGES + ", or " + ORIGINAL.get(0) + "; found neither. A tokenizer.json alone is not enough: "
                        + "the folder it comes from, or openai/clip-vit-large-patch14, has the others"));
    }

    /**
     * Reads it.
     *
     * @return the tokenizer
     * @throws TokenizerException if the files do not make one
     */
    public ClipTokenizer read() {
        return Files.isDirectory(path) ? ClipTokenizer.read(path) : ClipTokenizer.readOriginal(path);
    }

    /** Copies it into a checkpoint's folder: to {@code tokenizer/}, or CLIP's own file to the top. */
    void copyTo(WholeFolder folder) {
        List<Path> files = Files.isDirectory(path)
                ? Stream.of(VOCABULARY, MERGES, "special_tokens_map.json", "tokenizer_config.json")
                        .map(path::resolve)
                        .filter(Files::isRegularFile)
                        .toList()
                : List.of();
        files.forEach(
                file -> copy(file, folder.file("tokenizer", file.getFileName().toString())));
        if (files.isEmpty()) {
            copy(path, folder.file(ORIGINAL.get(0)));
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(from + " cannot be copied to " + to + ": " + e, e);
        }
    }
}
