package io.iclight.train;

import io.iclight.io.file.FileCopy;
import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.tensor.ElementType;
import io.iclight.models.folder.Part;
import io.iclight.train.data.PicturePool;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the stages of training have made, as one checkpoint in diffusers' layout with IC-Light's offsets beside it.
 *
 * @param autoencoder folder of the autoencoder's training
 * @param unet folder of the training of UNet and text encoder
 * @param offsets folders of the trainings of further offsets; of two for the same model the later counts
 * @param type what parameters are rounded to
 */
public record ModelPack(Path autoencoder, Path unet, List<Path> offsets, ElementType type) {

    /**
     * Writes the checkpoint.
     *
     * @param folder is made, or its files are replaced
     * @param written is told each file of weights
     */
    public void write(Path folder, Consumer<Path> written) {
        part(autoencoder, Part.VAE, folder, written);
        part(unet, Part.UNET, folder, written);
        part(unet, Part.TEXT_ENCODER, folder, written);
        FileCopy.copyAll(unet.resolve("tokenizer"), folder.resolve("tokenizer"));
        FileCopy.copyAll(unet.resolve("scheduler"), folder.resolve("scheduler"));
        offsetsIn(unet, folder, written);
        for (Path other : offsets) {
            offsetsIn(other, folder, written);
        }
    }

    private void part(Path training, Part part, Path folder, Consumer<Path> written) {
        Path from = training.resolve(part.folder());
        Path to = folder.resolve(part.folder());
        FileCopy.copy(from.resolve("config.json"), to.resolve("config.json"));
        String name = part.weightsName() + ".safetensors";
        round(from.resolve(name), to.resolve(name), written);
    }

    private void offsetsIn(Path training, Path folder, Consumer<Path> written) {
        PicturePool.safetensors(training).stream()
                .filter(file -> file.getFileName().toString().startsWith("iclight_"))
                .forEach(file -> round(file, folder.resolve(file.getFileName()), written));
    }

    private void round(Path from, Path to, Consumer<Path> written) {
        try (SafetensorsFile source = SafetensorsFile.open(from)) {
            SafetensorsWriter.create()
                    .metadata(source.metadata())
                    .roundedTo(type)
                    .write(source, to);
        }
        written.accept(to);
    }
}
