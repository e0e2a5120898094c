package io.iclight.models.checkpoint;

import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import io.iclight.io.safetensors.Safetensors;
import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import io.iclight.models.folder.Part;
import io.iclight.models.keys.LdmCheckpoint;
import io.iclight.models.keys.StableDiffusion15;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A checkpoint in a single file: all models under the names of latent-diffusion programs, or some of them, or one.
 *
 * <p>Such a file does not say which shape its models have; it is Stable Diffusion 1.5's, unless {@link CheckpointWriter}
 * wrote the file, which notes the configurations in the header.
 */
public final class FileCheckpoint implements Checkpoint {

    /** Where the UNet attends to the prompt; the second axis is the size of a token. */
    private static final String CONTEXT = "down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_k.weight";

    private static final String NOTE = "iclight.";
    private static final String SCHEDULER = NOTE + "scheduler";
    private static final String MODEL_SPEC = "modelspec.prediction_type";

    private final Path path;
    private final Map<String, String> notes;
    private final LdmCheckpoint models;

    private FileCheckpoint(Path path, Map<String, String> notes, LdmCheckpoint models) {
        this.path = path;
        this.notes = notes;
        this.models = models;
    }

    static FileCheckpoint open(Path path) {
        TensorSource tensors = Safetensors.open(path);
        try {
            Map<String, String> notes = tensors instanceof SafetensorsFile file ? file.metadata() : Map.of();
            FileCheckpoint checkpoint = new FileCheckpoint(path, notes, LdmCheckpoint.of(tensors));
            checkpoint.requireFirstVersion();
            return checkpoint;
        } catch (RuntimeException | Error e) {
            tensors.close();
            throw e;
        }
    }

    /**
     * Returns under which key of the header a model's configuration is noted.
     *
     * @param part the model
     * @return such as {@code iclight.unet}; its value is what {@code config.json} would hold
     */
    public static String noteOf(Part part) {
        return NOTE + part.folder();
    }

    /** Where {@link CheckpointWriter} notes the scheduler's configuration. */
    static String noteOfScheduler() {
        return SCHEDULER;
    }

    /** Other versions have names alike; better one sentence than a list of tensors. */
    private void requireFirstVersion() {
        if (!has(Part.UNET) || notes.containsKey(noteOf(Part.UNET))) {
            return;
        }
        Map<String, TensorInfo> tensors = models.unet(StableDiffusion15.unet()).tensors();
        TensorInfo context = tensors.get(CONTEXT);
        int expected = StableDiffusion15.unet().contextSize();
        if (context != null && context.shape().length() < 2) {
            int channels = StableDiffusion15.unet().levels().get(0).channels();
            throw new WeightsException(path + ": expected " + CONTEXT + " as a matrix [" + channels + ", " + expected
                    + "], found " + context.shape() + "; is the file a checkpoint of Stable Diffusion 1.5?");
        }
        boolean large = tensors.keySet().stream().anyMatch(name -> name.startsWith("label_emb."));
        boolean other = context != null && context.shape().get(1) != expected;
        if (large || other) {
            String version = large ? "Stable Diffusion XL" : "Stable Diffusion 2 or another model";
            String why = large
                    ? "it is conditioned on labels"
                    : "its prompts have tokens of " + context.shape().get(1);
            throw new WeightsException(path + " is of " + version + ": " + why + ", expected Stable Diffusion 1.5 with "
                    + "tokens of " + expected + "; IC-Light's offsets fit that alone");
        }
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public boolean has(Part part) {
        return models.has(part);
    }

    private void require(Part part) {
        if (!has(part)) {
            throw MissingPartException.of(this, part, part.folder());
        }
    }

    @Override
    public JsonObject config(Part part) {
        require(part);
        return Optional.ofNullable(notes.get(noteOf(part)))
                .map(text -> JsonReader.parse(text, path + ", " + noteOf(part)))
                .orElseGet(() -> StableDiffusion15.config(part));
    }

    @Override
    public TensorSource weights(Part part) {
        require(part);
        return switch (part) {
            case UNET -> models.unet(unetConfig());
            case VAE -> models.autoencoder(autoencoderConfig());
            case TEXT_ENCODER -> models.textEncoder();
        };
    }

    @Override
    public Optional<VocabularyPath> vocabulary() {
        return VocabularyPath.in(path.toAbsolutePath().getParent());
    }

    @Override
    public Optional<JsonObject> scheduler() {
        return Optional.ofNullable(notes.get(SCHEDULER)).map(text -> JsonReader.parse(text, path + ", " + SCHEDULER));
    }

    /** As noted, or as the trainers of kohya-ss note it. */
    @Override
    public PredictionType predictionType() {
        return scheduler()
                .map(PredictionType::of)
                .or(() -> Optional.ofNullable(notes.get(MODEL_SPEC))
                        .map(name -> PredictionType.named(name, path.toString())))
                .orElse(PredictionType.EPSILON);
    }

    @Override
    public String inventory() {
        List<String> parts = parts().stream()
                .map(part -> part.folder() + " (" + weights(part).tensors().size() + " tensors)")
                .toList();
        return String.join(", ", parts);
    }

    @Override
    public void close() {
        models.close();
    }

    @Override
    public String toString() {
        return path + " with " + inventory();
    }
}
