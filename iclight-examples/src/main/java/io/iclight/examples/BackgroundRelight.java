package io.iclight.examples;

import io.iclight.RelightResult;
import io.iclight.Relighter;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageDecoder;
import io.iclight.light.LightSide;
import java.nio.file.Path;

/** Puts the subject of a photo before another background, in the light that it has there. */
public final class BackgroundRelight {

    private BackgroundRelight() {}

    /**
     * Relights a photo twice: before a background, and before a gradient in its place.
     *
     * @param args the checkpoint's folder, IC-Light's background offset, the photo, the background, and the two pictures to
     *     write
     */
    public static void main(String... args) {
        Image background = ImageDecoder.STANDARD.read(Path.of(args[3]));
        try (Relighter relighter = Relighter.builder()
                .model(Path.of(args[0]))
                .iclight(Path.of(args[1]))
                .build()) {
            RelightResult before = relighter
                    .relight(Path.of(args[2]))
                    .prompt("handsome man, cinematic lighting")
                    .background(background)
                    .size(128, 128)
                    .steps(2)
                    .run();
            before.write(Path.of(args[4]));
            RelightResult lit = relighter
                    .relight(Path.of(args[2]))
                    .settings(before.request().toBuilder()
                            .withoutBackground()
                            .light(LightSide.RIGHT)
                            .build())
                    .run();
            lit.write(Path.of(args[5]));
        }
    }
}
