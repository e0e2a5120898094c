package io.iclight.train;

import io.iclight.io.file.FileAccessException;
import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.folder.Part;
import io.iclight.train.data.PicturePool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

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
     * @param written is told each file
     */
    public void write(Path folder, Consumer<Path> written) {
        try {
            part(autoencoder, Part.VAE, folder, written);
            part(unet, Part.UNET, folder, written);
            part(unet, Part.TEXT_ENCODER, folder, written);
            copy(unet.resolve("tokenizer"), folder.resolve("tokenizer"));
            copy(unet.resolve("scheduler"), folder.resolve("scheduler"));
            offsetsIn(unet, folder, written);
            for (Path other : offsets) {
                offsetsIn(other, folder, written);
            }
        } catch (IOException e) {
            throw FileAccessException.unwritable(folder, e);
        }
    }

    private void part(Path training, Part part, Path folder, Consumer<Path> written) throws IOException {
        Path from = training.resolve(part.folder());
        Path to = Files.createDirectories(folder.resolve(part.folder()));
        Files.write(to.resolve("config.json"), Files.readAllBytes(from.resolve("config.json")));
        String name = part.weightsName() + ".safetensors";
        round(from.resolve(name), to.resolve(name), written);
    }

    private void offsetsIn(Path training, Path folder, Consumer<Path> written) {
        PicturePool.safetensors(training).stream()
                .filter(file -> file.getFileName().toString().startsWith("iclight_"))
                .forEach(file -> round(file, folder.resolve(file.getFileName()), written));
    }

    private void round(Path from, Path to, Consumer<Path> written) {
        try (TensorSource source = SafetensorsFile.open(from)) {
            SafetensorsWriter.create().metadata("format", "pt").roundedTo(type).write(source, to);
        }
        written.accept(to);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.write(to.resolve(file.getFileName()), Files.readAllBytes(file));
            }
        }
    }
}
