package io.iclight;

import com.google.common.collect.ImmutableList;
import io.iclight.io.file.FileAccessException;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import io.iclight.io.weights.WeightsException;
import io.iclight.models.checkpoint.Checkpoint;
import io.iclight.models.folder.Part;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.request.RequestDefaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What may lie beside the models of a checkpoint's folder: IC-Light's offsets, {@code iclight_*_fc.safetensors} and {@code
 * iclight_*_fbc.safetensors}; a matting network, {@code matting/config.json} and {@code matting/model.safetensors}; and
 * {@code relight.json}, the settings that suit the model: an object for each kind of model, {@code fc} and {@code fbc}, of
 * entries as in a request's JSON.
 *
 * @param folder of the checkpoint
 */
record ModelFolder(Path folder) {

    /**
     * Finds the offset.
     *
     * @param model which of IC-Light's models it makes
     * @return its file
     * @throws WeightsException if there is none, or several
     * @throws io.iclight.models.checkpoint.MissingPartException if there is none, and no checkpoint that it could be added to
     */
    Path offset(IcLightModel model) {
        String ending = "_" + name(model) + ".safetensors";
        ImmutableList<Path> found = files().stream()
                .filter(file -> file.getFileName().toString().startsWith("iclight_"))
                .filter(file -> file.getFileName().toString().endsWith(ending))
                .collect(ImmutableList.toImmutableList());
        if (found.isEmpty()) {
            requireUNet();
        }
        if (found.size() != 1) {
            throw new WeightsException(folder + " has " + (found.isEmpty() ? "no" : "several") + " iclight_*" + ending
                    + "; name IC-Light's offset with iclight(file), --iclight on the command line");
        }
        return found.get(0);
    }

    /** Whoever mistyped the checkpoint's path should hear of that, and not of an offset. */
    private void requireUNet() {
        try (Checkpoint base = Checkpoint.open(folder)) {
            base.config(Part.UNET);
        }
    }

    private ImmutableList<Path> files() {
        if (!Files.isDirectory(folder)) {
            return ImmutableList.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().collect(ImmutableList.toImmutableList());
        } catch (IOException e) {
            throw FileAccessException.unlistable(folder, e);
        }
    }

    /**
     * Reads the settings that suit the model.
     *
     * @param model which of IC-Light's
     * @return its demo's defaults, with those that the folder brings
     */
    RequestDefaults defaults(IcLightModel model) {
        RequestDefaults demo = RequestDefaults.of(model);
        Path file = folder.resolve("relight.json");
        if (!Files.isRegularFile(file)) {
            return demo;
        }
        JsonObject json = JsonReader.read(file);
        return json.optional(name(model), json::object).map(demo::with).orElse(demo);
    }

    /**
     * Finds the matting network.
     *
     * @return its folder, or empty where there is none
     */
    Optional<Path> matting() {
        return Optional.of(folder.resolve("matting")).filter(Files::isDirectory);
    }

    private static String name(IcLightModel model) {
        return model.name().toLowerCase(Locale.ROOT);
    }
}
