package io.iclight.models.checkpoint;

import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.folder.Part;
import io.iclight.models.folder.PartFolder;
import io.iclight.models.keys.LayoutNames;
import io.iclight.models.keys.RenamedSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A checkpoint in the layout of the diffusers library: a folder for each model. The folder of one model alone will do too.
 *
 * @param path the folder
 */
public record FolderCheckpoint(Path path) implements Checkpoint {

    private static final Path SCHEDULER = Path.of("scheduler", "scheduler_config.json");

    static FolderCheckpoint of(Path path) {
        return new FolderCheckpoint(path);
    }

    @Override
    public boolean has(Part part) {
        return folder(part).missing().isEmpty();
    }

    private PartFolder folder(Part part) {
        Path below = path.resolve(part.folder());
        return new PartFolder(Files.isDirectory(below) || !isOf(part) ? below : path, part);
    }

    /** Whether this is itself the folder of one model, by the class that its configuration names. */
    private boolean isOf(Part part) {
        Path file = path.resolve("config.json");
        if (!Files.isRegularFile(file)) {
            return false;
        }
        JsonObject config = JsonReader.read(file);
        String diffusers = config.optional("_class_name", config::string).orElse("");
        return switch (part) {
            case UNET -> diffusers.equals("UNet2DConditionModel");
            case VAE -> diffusers.equals("AutoencoderKL");
            case TEXT_ENCODER ->
                config.optional("model_type", config::string).orElse("").equals("clip_text_model");
        };
    }

    private PartFolder whole(Part part) {
        PartFolder folder = folder(part);
        folder.missing().ifPresent(missing -> {
            throw MissingPartException.of(this, part, missing);
        });
        return folder;
    }

    @Override
    public JsonObject config(Part part) {
        return whole(part).config();
    }

    @Override
    public TensorSource weights(Part part) {
        TensorSource weights = whole(part).weights();
        return part == Part.VAE ? RenamedSource.of(weights, LayoutNames.oldAutoencoder()) : weights;
    }

    @Override
    public Optional<VocabularyPath> vocabulary() {
        return VocabularyPath.in(path);
    }

    @Override
    public Optional<JsonObject> scheduler() {
        return Optional.of(path.resolve(SCHEDULER)).filter(Files::isRegularFile).map(JsonReader::read);
    }

    @Override
    public PredictionType predictionType() {
        return scheduler().map(PredictionType::of).orElse(PredictionType.EPSILON);
    }

    @Override
    public String inventory() {
        List<Part> parts = parts();
        return parts.isEmpty()
                ? "no model"
                : String.join(", ", parts.stream().map(Part::folder).toList());
    }

    /** Does nothing: every file is opened when its part is asked for. */
    @Override
    public void close() {}

    @Override
    public String toString() {
        return path + " with " + inventory();
    }
}
