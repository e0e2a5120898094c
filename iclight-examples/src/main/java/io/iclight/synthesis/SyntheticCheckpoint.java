package io.iclight.synthesis;

import com.google.common.collect.ImmutableList;
import io.iclight.io.file.FileAccessException;
import io.iclight.io.json.JsonWriter;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.checkpoint.FileCheckpoint;
import io.iclight.models.folder.Part;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.models.keys.StableDiffusion15;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Writes a synthetic checkpoint: a folder in diffusers' layout, and IC-Light's offsets in it. One tensor is in memory at a
 * time.
 */
public final class SyntheticCheckpoint {

    private final SyntheticModels models;
    private final ElementType type;
    private final TokenizerFolder tokenizer;

    private SyntheticCheckpoint(SyntheticModels models, ElementType type, TokenizerFolder tokenizer) {
        this.models = models;
        this.type = type;
        this.tokenizer = tokenizer;
    }

    /**
     * Describes a checkpoint with a small vocabulary of our own.
     *
     * @param models the parameters
     * @param type what they are rounded to: F64, F32, F16 or BF16
     * @return the checkpoint; nothing is written yet
     */
    public static SyntheticCheckpoint of(SyntheticModels models, ElementType type) {
        Objects.requireNonNull(models, "models");
        if (!type.isFloating()) {
            throw new IllegalArgumentException("parameters cannot be " + type + "; expected F64, F32, F16 or BF16");
        }
        return new SyntheticCheckpoint(models, type, TokenizerFolder.ofOurOwn());
    }

    /**
     * Takes the vocabulary of another tokenizer.
     *
     * @param folder with {@code vocab.json} and {@code merges.txt}
     * @return a checkpoint that differs in this
     */
    public SyntheticCheckpoint withTokenizer(Path folder) {
        return new SyntheticCheckpoint(models, type, TokenizerFolder.copyOf(folder));
    }

    /** Is told of each file of weights. */
    @FunctionalInterface
    public interface Listener {

        /**
         * A file is complete.
         *
         * @param file its path
         */
        void onWritten(Path file);
    }

    /**
     * Writes the checkpoint.
     *
     * @param folder is made, or is there and empty
     * @param offsets for which of IC-Light's models there shall be an offset
     * @param listener is told of each file of weights
     * @throws IllegalArgumentException if there is something in the folder already
     * @throws io.iclight.io.weights.WeightsException if the tokenizer does not fit the text encoder; nothing is written
     * @throws UncheckedIOException if it cannot be written
     */
    public void write(Path folder, ImmutableList<IcLightModel> offsets, Listener listener) {
        try {
            requireEmpty(folder);
            tokenizer.write(folder.resolve("tokenizer"), models.preset().vocabularySize());
            for (Part part : Part.values()) {
                Path partFolder = Files.createDirectory(folder.resolve(part.folder()));
                JsonWriter.write(
                        partFolder.resolve("config.json"),
                        models.preset().config(part).entries());
                write(
                        writer(),
                        models.weights(part),
                        partFolder.resolve(part.weightsName() + ".safetensors"),
                        listener);
            }
            for (IcLightModel model : offsets) {
                // Nothing else says that its UNet is not of the usual size.
                SafetensorsWriter noting = writer().metadata(
                                FileCheckpoint.noteOf(Part.UNET),
                                JsonWriter.text(
                                        models.preset().config(Part.UNET).entries()));
                write(noting, models.offset(model), folder.resolve(offsetName(model)), listener);
            }
            JsonWriter.write(
                    Files.createDirectory(folder.resolve("scheduler")).resolve("scheduler_config.json"),
                    StableDiffusion15.scheduler().entries());
            JsonWriter.write(
                    folder.resolve("model_index.json"),
                    Preset.resource("model_index.json").entries());
        } catch (IOException e) {
            throw FileAccessException.unwritable(folder, e);
        }
    }

    /**
     * Returns what an offset's file is called.
     *
     * @param model which of IC-Light's models
     * @return such as {@code iclight_sd15_fc.safetensors}
     */
    public static String offsetName(IcLightModel model) {
        return "iclight_sd15_" + model.name().toLowerCase(Locale.ROOT) + ".safetensors";
    }

    private SafetensorsWriter writer() {
        return SafetensorsWriter.create().metadata("format", "pt").roundedTo(type);
    }

    private static void write(SafetensorsWriter writer, TensorSource source, Path file, Listener listener) {
        writer.metadata("origin", source.origin() + ", without training: images made with it are noise")
                .write(source, file);
        listener.onWritten(file);
    }

    /** So that no real model is overwritten. */
    private static void requireEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw new IllegalArgumentException(
                        folder + " is not empty, and might hold a real model; name a folder that is not there yet");
            }
        }
    }
}
