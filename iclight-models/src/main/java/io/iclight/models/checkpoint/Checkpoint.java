package io.iclight.models.checkpoint;

import io.iclight.io.json.JsonObject;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import io.iclight.models.clip.ClipTextConfig;
import io.iclight.models.folder.Part;
import io.iclight.models.unet.UNetConfig;
import io.iclight.models.vae.AutoencoderConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A Stable Diffusion 1.x checkpoint in one of the layouts that there are, whole or with some of its parts.
 *
 * <pre>{@code
 * try (Checkpoint checkpoint = Checkpoint.open(path);
 *         TensorSource weights = checkpoint.weights(Part.UNET)) {
 *     UNet unet = new UNet(checkpoint.unetConfig(), weights, ElementType.F32);
 * }
 * }</pre>
 */
public sealed interface Checkpoint extends AutoCloseable permits FolderCheckpoint, FileCheckpoint {

    /**
     * Opens a checkpoint. Which layout it has is told by its content.
     *
     * @param path a folder in diffusers' layout; the folder of one of its models; a single file of all models, or of
     *     some, as A1111, ComfyUI and trainers write it; or a single file of one model in diffusers' names
     * @return the checkpoint, to be closed by the caller; nothing but headers has been read
     * @throws WeightsException if it is none of these; a pickle is refused with the reason
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    static Checkpoint open(Path path) {
        if (!Files.exists(path)) {
            throw new WeightsException(path + " is not there; name a folder in diffusers' layout (unet/, vae/, "
                    + "text_encoder/, tokenizer/), or a single .safetensors file");
        }
        return Files.isDirectory(path) ? FolderCheckpoint.of(path) : FileCheckpoint.open(path);
    }

    /**
     * Returns where it is.
     *
     * @return the folder or file
     */
    Path path();

    /**
     * Says whether it holds a model.
     *
     * @param part the model
     * @return whether it is there
     */
    boolean has(Part part);

    /**
     * Lists the models that it holds.
     *
     * @return in the order of a prompt's way to a picture
     */
    default List<Part> parts() {
        return Arrays.stream(Part.values()).filter(this::has).toList();
    }

    /**
     * Returns a model's configuration.
     *
     * @param part the model
     * @return under diffusers' or transformers' names; Stable Diffusion 1.5's where a single file does not say
     * @throws MissingPartException if the model is missing
     */
    JsonObject config(Part part);

    /**
     * Opens a model's parameters.
     *
     * @param part the model
     * @return the parameters under diffusers' or transformers' names of today, to be closed by the caller, and of no use
     *     when this is closed
     * @throws MissingPartException if the model is missing
     */
    TensorSource weights(Part part);

    /**
     * Finds a vocabulary in the checkpoint or beside it.
     *
     * @return the vocabulary, or empty where there is none
     */
    Optional<VocabularyPath> vocabulary();

    /**
     * Reads the scheduler's configuration: how noise was added in training.
     *
     * @return what stands in {@code scheduler_config.json}, or empty where the checkpoint has none
     */
    Optional<JsonObject> scheduler();

    /**
     * Says what the UNet was trained to predict.
     *
     * @return as the checkpoint says; noise where it does not
     */
    PredictionType predictionType();

    /**
     * Lists what there is, for messages.
     *
     * @return the models that were found, or what was found in their place
     */
    String inventory();

    /**
     * Returns the UNet's shape.
     *
     * @return as its configuration says
     * @throws MissingPartException if the model is missing
     */
    default UNetConfig unetConfig() {
        return UNetConfig.of(config(Part.UNET));
    }

    /**
     * Returns the autoencoder's shape.
     *
     * @return as its configuration says
     * @throws MissingPartException if the model is missing
     */
    default AutoencoderConfig autoencoderConfig() {
        return AutoencoderConfig.of(config(Part.VAE));
    }

    /**
     * Returns the text encoder's shape.
     *
     * @return as its configuration says
     * @throws MissingPartException if the model is missing
     */
    default ClipTextConfig textConfig() {
        return ClipTextConfig.of(config(Part.TEXT_ENCODER));
    }

    /** Gives up files. Closing twice does nothing. */
    @Override
    void close();
}
