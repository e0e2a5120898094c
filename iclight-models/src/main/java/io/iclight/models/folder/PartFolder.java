package io.iclight.models.folder;

import io.iclight.io.file.FileAccessException;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import io.iclight.io.safetensors.Safetensors;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One model in the layout of the diffusers library: its {@code config.json} and its weights as safetensors, whole, in
 * several files or as the {@code fp16} variant.
 *
 * @param folder the model's own folder; need not exist
 * @param part which model it is
 */
public record PartFolder(Path folder, Part part) {

    private static final String CONFIG = "config.json";

    /**
     * Lists the names under which diffusers and transformers write a model's weights: the whole file is preferred to
     * several, and full precision to half.
     *
     * @param part the model
     * @return files' names, the best first; those that end in {@code .json} are indexes of several files
     */
    public static List<String> weightsNames(Part part) {
        return Stream.of(
                        ".safetensors",
                        ".safetensors.index.json",
                        ".fp16.safetensors",
                        ".safetensors.index.fp16.json",
                        ".fp16.safetensors.index.json")
                .map(ending -> part.weightsName() + ending)
                .toList();
    }

    /**
     * Looks for what is missing.
     *
     * @return the path of the first file that is missing, below the folder that holds this one, and if need be why; empty
     *     where the model is whole
     */
    public Optional<String> missing() {
        String model = part.folder() + "/";
        if (!Files.isRegularFile(folder.resolve(CONFIG))) {
            return Optional.of(model + CONFIG);
        }
        return weightsFile().isPresent()
                ? Optional.empty()
                : Optional.of(model + part.weightsName() + ".safetensors" + pickles());
    }

    /**
     * Reads the configuration.
     *
     * @return its {@code config.json}
     * @throws io.iclight.io.json.JsonException if it is missing or malformed
     */
    public JsonObject config() {
        return JsonReader.read(folder.resolve(CONFIG));
    }

    /**
     * Opens the weights.
     *
     * @return the weights, to be closed by the caller
     * @throws WeightsException if they are missing or not well-formed
     */
    public TensorSource weights() {
        return Safetensors.open(weightsFile()
                .orElseThrow(() ->
                        new WeightsException(folder + " has no " + missing().orElse("weights"))));
    }

    private Optional<Path> weightsFile() {
        return weightsNames(part).stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** People often have the older pickle files; say why they are of no use. */
    private String pickles() {
        List<String> pickles = files().stream()
                .filter(name -> name.endsWith(".bin") || name.endsWith(".ckpt") || name.endsWith(".pth"))
                .toList();
        return pickles.isEmpty()
                ? ""
                : " (" + String.join(", ", pickles) + " is a pickle, which can run any program when it is read, and is "
                        + "refused: download or convert to the safetensors file)";
    }

    private List<String> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw FileAccessException.unlistable(folder, e);
        }
    }
}
