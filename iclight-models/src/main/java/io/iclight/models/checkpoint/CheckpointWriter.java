package io.iclight.models.checkpoint;

import io.iclight.io.file.WholeFolder;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonWriter;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import io.iclight.models.folder.Part;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.models.keys.StableDiffusion15;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a checkpoint in another layout, one tensor in memory at a time. The bytes of every parameter stay as they are
 * unless another type is asked for, so that the way there and back changes nothing. Not taken along is what belongs to no
 * model: averaged weights and other remains of training.
 *
 * <p>A single file has no place for configurations; they are noted in its header, where other programs pass over them and
 * {@link FileCheckpoint} finds them. It has none for a vocabulary either: all of Stable Diffusion 1.5 have CLIP's.
 */
public final class CheckpointWriter {

    private final SafetensorsWriter writer;

    private CheckpointWriter(SafetensorsWriter writer) {
        this.writer = writer;
    }

    /**
     * Makes a writer that leaves parameters as they are.
     *
     * @return the writer
     */
    public static CheckpointWriter create() {
        return new CheckpointWriter(SafetensorsWriter.create().metadata("format", "pt"));
    }

    /**
     * Rounds parameters to the nearest number of a type.
     *
     * @param type F32, F16 or BF16
     * @return another writer
     */
    public CheckpointWriter roundedTo(ElementType type) {
        return new CheckpointWriter(writer.roundedTo(type));
    }

    /**
     * Writes a checkpoint. What it lacks the result lacks too. An offset, which is a UNet with more input channels alone
     * in a file, becomes a file in either layout.
     *
     * @param checkpoint borrowed
     * @param layout a folder, or a single file
     * @param out the folder, which must not be there or be empty, or the file, which is made or replaced
     * @throws WeightsException if the checkpoint holds no model, or a parameter cannot be written as asked
     * @throws java.io.UncheckedIOException if it cannot be written; nothing of it is left then
     */
    public void write(Checkpoint checkpoint, Layout layout, Path out) {
        if (checkpoint.parts().isEmpty()) {
            throw new WeightsException(
                    checkpoint.path() + " holds no model that is known; expected a folder in diffusers'"
                            + " layout (unet/, vae/, text_encoder/, tokenizer/), or a single .safetensors file");
        }
        if (isOffset(checkpoint)) {
            writeOffset(checkpoint, layout, out);
        } else if (layout == Layout.LDM) {
            writeFile(checkpoint, out);
        } else {
            requireFree(out);
            WholeFolder.write(out, folder -> writeFolder(checkpoint, folder));
        }
    }

    /**
     * Says whether this is an offset of IC-Light's rather than a checkpoint.
     *
     * @param checkpoint borrowed
     * @return whether it is a file with nothing but a UNet of more channels than latents have
     */
    public static boolean isOffset(Checkpoint checkpoint) {
        if (!(checkpoint instanceof FileCheckpoint) || !checkpoint.parts().equals(List.of(Part.UNET))) {
            return false;
        }
        try (TensorSource unet = checkpoint.weights(Part.UNET)) {
            TensorInfo convolution = unet.tensors().get(IcLightModel.INPUT_CONVOLUTION);
            return convolution != null
                    && convolution.shape().length() > 1
                    && convolution.shape().get(1) > checkpoint.unetConfig().outChannels();
        }
    }

    private void writeOffset(Checkpoint checkpoint, Layout layout, Path file) {
        try (TensorSource unet =
                layout == Layout.LDM ? SingleFileSource.ofUNet(checkpoint) : checkpoint.weights(Part.UNET)) {
            noting(checkpoint).write(unet, file);
        }
    }

    private void writeFile(Checkpoint checkpoint, Path file) {
        try (TensorSource all = SingleFileSource.of(checkpoint)) {
            noting(checkpoint).write(all, file);
        }
    }

    /** A file does not say of which shape its models are, so the header does. */
    private SafetensorsWriter noting(Checkpoint checkpoint) {
        SafetensorsWriter noting = writer;
        for (Part part : checkpoint.parts()) {
            noting = noting.metadata(FileCheckpoint.noteOf(part), text(checkpoint.config(part)));
        }
        return noting.metadata(FileCheckpoint.noteOfScheduler(), text(scheduler(checkpoint)));
    }

    private static String text(JsonObject json) {
        return JsonWriter.text(json.entries());
    }

    private static JsonObject scheduler(Checkpoint checkpoint) {
        return checkpoint.scheduler().orElseGet(StableDiffusion15::scheduler);
    }

    private static void requireFree(Path folder) {
        if (!WholeFolder.isFree(folder)) {
            throw new WeightsException(folder + " is there already and not empty; name a folder that is not there yet");
        }
    }

    private void writeFolder(Checkpoint checkpoint, WholeFolder folder) {
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("_class_name", "StableDiffusionPipeline");
        for (Part part : checkpoint.parts()) {
            JsonWriter.write(
                    folder.file(part.folder(), "config.json"),
                    checkpoint.config(part).entries());
            try (TensorSource weights = checkpoint.weights(part)) {
                writer.write(weights, folder.file(part.folder(), part.weightsName() + ".safetensors"));
            }
            index.put(part.folder(), className(part));
        }
        JsonWriter.write(folder.file("scheduler", "scheduler_config.json"), schedulerOf(checkpoint));
        index.put("scheduler", List.of("diffusers", "DDIMScheduler"));
        checkpoint.vocabulary().ifPresent(vocabulary -> {
            vocabulary.copyTo(folder);
            index.put("tokenizer", List.of("transformers", "CLIPTokenizer"));
        });
        JsonWriter.write(folder.file("model_index.json"), index);
    }

    /** A single file may say what it predicts and nothing else. */
    private static Map<String, Object> schedulerOf(Checkpoint checkpoint) {
        Map<String, Object> entries = new LinkedHashMap<>(scheduler(checkpoint).entries());
        if (checkpoint.scheduler().isEmpty() && checkpoint.predictionType() != PredictionType.EPSILON) {
            entries.put("prediction_type", checkpoint.predictionType().diffusersName());
        }
        return entries;
    }

    private static List<String> className(Part part) {
        return switch (part) {
            case UNET -> List.of("diffusers", "UNet2DConditionModel");
            case VAE -> List.of("diffusers", "AutoencoderKL");
            case TEXT_ENCODER -> List.of("transformers", "CLIPTextModel");
        };
    }
}
