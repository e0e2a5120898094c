package io.iclight.train.diffusion;

import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonWriter;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.checkpoint.FileCheckpoint;
import io.iclight.models.folder.Part;
import io.iclight.models.iclight.IcLightModel;
import java.nio.file.Path;
import java.util.Locale;

/** Offsets as IC-Light's files are: what training has changed in a plain UNet. */
final class Offsets {

    private Offsets() {}

    /**
     * Writes an offset.
     *
     * @param config what stands in the plain UNet's {@code config.json}: nothing else says that it is not of the usual size
     * @param plain float32, with 4 input channels
     * @param trained float32, with the model's input channels
     * @param model what it is
     * @param folder where {@code iclight_MODEL.safetensors} is made, or replaced
     */
    static void write(JsonObject config, TensorSource plain, TensorSource trained, IcLightModel model, Path folder) {
        SafetensorsWriter.create()
                .metadata("format", "pt")
                .metadata("origin", trained.origin())
                .metadata(FileCheckpoint.noteOf(Part.UNET), JsonWriter.text(config.entries()))
                .write(new Difference(new GrownInput(plain, model.inChannels()), trained), folder.resolve(name(model)));
    }

    static String name(IcLightModel model) {
        return "iclight_" + model.name().toLowerCase(Locale.ROOT) + ".safetensors";
    }
}
