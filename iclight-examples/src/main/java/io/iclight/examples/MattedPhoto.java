package io.iclight.examples;

import io.iclight.RelightResult;
import io.iclight.Relighter;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageDecoder;
import io.iclight.matting.MatteSource;
import java.nio.file.Path;
import java.util.List;

/** Shows what the model sees of a photo: by its opacity, by a mask, and all of it. */
public final class MattedPhoto {

    private MattedPhoto() {}

    /**
     * Relights a photo three times, and draws its mattes above the foregrounds that they make.
     *
     * @param args the checkpoint's folder, IC-Light's offset, a photo with opacity, a mask of its size, and the picture to
     *     write
     */
    public static void main(String... args) {
        Image photo = ImageDecoder.STANDARD.read(Path.of(args[2]));
        Image mask = ImageDecoder.STANDARD.read(Path.of(args[3]));
        try (Relighter relighter = Relighter.builder()
                .model(Path.of(args[0]))
                .iclight(Path.of(args[1]))
                .build()) {
            List<RelightResult> results = List.of(
                    relit(relighter, photo, MatteSource.ALPHA),
                    relit(relighter, photo, MatteSource.mask(mask)),
                    relit(relighter, photo, MatteSource.NONE));
            List<Image> mattes = results.stream()
                    .map(result -> result.matte().opacity().quantized())
                    .toList();
            List<Image> foregrounds =
                    results.stream().map(RelightResult::foreground).toList();
            Row.write(
                    List.of(
                            mattes.get(0),
                            mattes.get(1),
                            mattes.get(2),
                            foregrounds.get(0),
                            foregrounds.get(1),
                            foregrounds.get(2)),
                    3,
                    Path.of(args[4]));
        }
    }

    private static RelightResult relit(Relighter relighter, Image photo, MatteSource matte) {
        return relighter
                .relight(photo)
                .prompt("beautiful woman, soft studio lighting")
                .matte(matte)
                .size(64, 64)
                .steps(1)
                .withoutHighres()
                .run();
    }
}
