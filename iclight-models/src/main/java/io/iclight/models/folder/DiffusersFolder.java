package io.iclight.models.folder;

import com.google.common.collect.ImmutableList;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import io.iclight.io.safetensors.Safetensors;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A checkpoint in the layout of the diffusers library: a folder for each model, with its {@code config.json} and its
 * weights as safetensors, whole, sharded or as the {@code fp16} variant.
 */
public final class DiffusersFolder {

    /** The whole file is preferred to shards, and full precision to half. */
    private static final List<String> ENDINGS =
            List.of(".safetensors", ".safetensors.index.json", ".fp16.safetensors", ".safetensors.index.fp16.json");

    private final Path folder;

    private DiffusersFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Opens a checkpoint.
     *
     * @param folder with {@code unet/}, {@code vae/}, {@code text_encoder/} and {@code tokenizer/}
     * @return the checkpoint; nothing has been read
     * @throws WeightsException if it is no folder, or a model is missing
     */
    public static DiffusersFolder open(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new WeightsException(folder + " is no folder; expected a checkpoint in diffusers' layout, with "
                    + "unet/, vae/, text_encoder/ and tokenizer/");
        }
        DiffusersFolder checkpoint = new DiffusersFolder(folder);
        for (Part part : Part.values()) {
            checkpoint.weightsFile(part);
            checkpoint.configFile(part);
        }
        return checkpoint;
    }

    /**
     * Names a checkpoint that may be incomplete; what is missing is said when it is asked for.
     *
     * @param folder of the checkpoint
     * @return the checkpoint; nothing has been looked at
     */
    public static DiffusersFolder maybeIncomplete(Path folder) {
        return new DiffusersFolder(folder);
    }

    /**
     * Reads a model's configuration.
     *
     * @param part the model
     * @return its {@code config.json}
     * @throws WeightsException if it is missing
     */
    public JsonObject config(Part part) {
        return JsonReader.read(configFile(part));
    }

    /**
     * Opens a model's weights.
     *
     * @param part the model
     * @return the weights, to be closed by the caller
     * @throws WeightsException if they are missing or not well-formed
     */
    public TensorSource weights(Part part) {
        return Safetensors.open(weightsFile(part));
    }

    /**
     * Returns the folder of the vocabulary.
     *
     * @return {@code tokenizer/}
     */
    public Path tokenizer() {
        return folder.resolve("tokenizer");
    }

    /**
     * Reads how the UNet was trained.
     *
     * @return {@code scheduler/scheduler_config.json}, or empty where there is none
     */
    public Optional<JsonObject> scheduler() {
        Path file = folder.resolve("scheduler").resolve("scheduler_config.json");
        return Files.isRegularFile(file) ? Optional.of(JsonReader.read(file)) : Optional.empty();
    }

    private Path configFile(Part part) {
        Path file = folder.resolve(part.folder()).resolve("config.json");
        if (!Files.isRegularFile(file)) {
            throw new WeightsException(folder + " has no " + part.folder() + "/config.json");
        }
        return file;
    }

    private Path weightsFile(Part part) {
        Path partFolder = folder.resolve(part.folder());
        Optional<Path> found = ENDINGS.stream()
                .map(ending -> partFolder.resolve(part.weightsName() + ending))
                .filter(Files::isRegularFile)
                .findFirst();
        return found.orElseThrow(() -> new WeightsException(
                folder + " has no " + part.folder() + "/" + part.weightsName() + ".safetensors" + reason(partFolder)));
    }

    /** People often have the older pickle files; say why they are of no use. */
    private static String reason(Path partFolder) {
        List<String> pickles = files(partFolder).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".bin") || name.endsWith(".ckpt") || name.endsWith(".pth"))
                .toList();
        return pickles.isEmpty()
                ? ""
                : "; " + String.join(", ", pickles) + " is a pickle, which can run any program when it is read, and is "
                        + "not supported: download or convert to the safetensors file";
    }

    private static List<Path> files(Path partFolder) {
        if (!Files.isDirectory(partFolder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(partFolder)) {
            return files.collect(ImmutableList.toImmutableList());
        } catch (IOException e) {
            throw new UncheckedIOException(partFolder + " cannot be listed: " + e, e);
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
