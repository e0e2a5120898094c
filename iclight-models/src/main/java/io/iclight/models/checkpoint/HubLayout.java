package io.iclight.models.checkpoint;

import io.iclight.models.folder.Part;
import io.iclight.models.folder.PartFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which of a repository's files make a checkpoint: of each model one set of weights, however many there are. */
final class HubLayout {

    /** The files of a tokenizer, the necessary ones first. */
    static final List<String> VOCABULARY = List.of("vocab.json", "merges.txt");

    private static final List<String> TOKENIZER_NOTES = List.of("special_tokens_map.json", "tokenizer_config.json");
    private static final String TOKENIZER = "tokenizer/";
    private static final String SCHEDULER = "scheduler/scheduler_config.json";
    private static final String HALF = "fp16";

    private HubLayout() {}

    /**
     * Picks the files of some models, and of the tokenizer and scheduler beside them.
     *
     * @param paths the repository's files
     * @param parts the models; a single one may be at the top of a repository of its own
     * @return the files; empty if a model is not whole
     */
    static List<String> checkpoint(List<String> paths, Set<Part> parts) {
        List<String> picked = new ArrayList<>();
        for (Part part : parts) {
            Stream<String> folders =
                    parts.size() == 1 ? Stream.of(part.folder() + "/", "") : Stream.of(part.folder() + "/");
            List<String> model = folders.map(folder -> model(paths, part, folder))
                    .filter(files -> !files.isEmpty())
                    .findFirst()
                    .orElse(List.of());
            if (model.isEmpty()) {
                return List.of();
            }
            picked.addAll(model);
        }
        picked.addAll(vocabulary(paths));
        Stream.of(SCHEDULER).filter(paths::contains).forEach(picked::add);
        return picked;
    }

    /** One model's files in a folder; empty where it is not whole. */
    private static List<String> model(List<String> paths, Part part, String folder) {
        String config = folder + "config.json";
        Optional<String> weights = PartFolder.weightsNames(part).stream()
                .map(folder::concat)
                .filter(paths::contains)
                .findFirst();
        if (weights.isEmpty() || !paths.contains(config)) {
            return List.of();
        }
        Stream<String> shards = paths.stream()
                .filter(path -> weights.get().endsWith(".json"))
                .filter(path -> path.startsWith(folder + part.weightsName()) && isWeights(path))
                .filter(path -> path.contains("-of-")
                        && path.contains(HALF) == weights.get().contains(HALF));
        return Stream.concat(Stream.of(config, weights.get()), shards).toList();
    }

    /**
     * Picks the files of a tokenizer.
     *
     * @param paths the repository's files
     * @return the files, in {@code tokenizer/} or at the top; empty where there is no vocabulary
     */
    static List<String> vocabulary(List<String> paths) {
        return Stream.of(TOKENIZER, "")
                .filter(folder -> paths.containsAll(
                        VOCABULARY.stream().map(folder::concat).toList()))
                .findFirst()
                .map(folder -> Stream.concat(VOCABULARY.stream(), TOKENIZER_NOTES.stream())
                        .map(folder::concat)
                        .filter(paths::contains)
                        .toList())
                .orElse(List.of());
    }

    /**
     * Names the files that a checkpoint usually has, for the message when none is there.
     *
     * @param parts the models
     * @return configuration and weights of each
     */
    static List<String> usual(Set<Part> parts) {
        return parts.stream()
                .sorted()
                .flatMap(part -> Stream.of(
                                "config.json", PartFolder.weightsNames(part).get(0))
                        .map(name -> part.folder() + "/" + name))
                .toList();
    }

    static boolean isWeights(String path) {
        return path.endsWith(".safetensors");
    }
}
