package io.iclight.examples;

import io.iclight.cli.Iclight;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageEncoding;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PixelFormat;
import java.nio.file.Path;

/**
 * What examples and commands are run on, as they take it.
 *
 * @param model the folder of a tiny checkpoint
 * @param offset for foregrounds
 * @param backgroundOffset for backgrounds
 * @param photo 96 x 80, opaque on its right
 * @param mask that opacity
 */
public record ExampleFiles(String model, String offset, String backgroundOffset, String photo, String mask) {

    private static final ImageSize SIZE = new ImageSize(96, 80);

    /** Writes all files to a folder. */
    public static ExampleFiles synthesize(Path folder) {
        Path model = folder.resolve("tiny");
        String[] synthesize = {
            "synthesize", "--preset", "tiny", "--seed", "5", "--iclight", "fc,fbc", "-o", model.toString()
        };
        if (Iclight.run(synthesize) != 0) {
            throw new AssertionError("no checkpoint was synthesized");
        }
        Path mask = folder.resolve("mask.png");
        ImageEncoding.forFile(mask).write(picture().channel(3), mask);
        return new ExampleFiles(
                model.toString(),
                model.resolve("iclight_sd15_fc.safetensors").toString(),
                model.resolve("iclight_sd15_fbc.safetensors").toString(),
                photo(folder).toString(),
                mask.toString());
    }

    /** Writes the photo alone. */
    static Path photo(Path folder) {
        Path photo = folder.resolve("photo.png");
        ImageEncoding.forFile(photo).write(picture(), photo);
        return photo;
    }

    private static Image picture() {
        byte[] samples = new byte[SIZE.width() * SIZE.height() * 4];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (i % 4 == 3 ? (i / 4 % SIZE.width() > 40 ? 255 : 0) : i / 11);
        }
        return Image.of(SIZE, PixelFormat.RGBA, samples);
    }
}
