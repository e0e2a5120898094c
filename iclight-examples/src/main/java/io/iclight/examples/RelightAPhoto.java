package io.iclight.examples;

import io.iclight.RelightResult;
import io.iclight.Relighter;
import io.iclight.light.LightSide;
import java.nio.file.Path;

/** The shortest way from a photo to a relit picture. */
public final class RelightAPhoto {

    private RelightAPhoto() {}

    /**
     * Relights a photo with light from the left.
     *
     * @param args the checkpoint's folder, IC-Light's offset, the photo, and the picture to write
     */
    public static void main(String... args) {
        try (Relighter relighter = Relighter.builder()
                .model(Path.of(args[0]))
                .iclight(Path.of(args[1]))
                .build()) {
            RelightResult result = relighter
                    .relight(Path.of(args[2]))
                    .prompt("beautiful woman, detailed face, sunset over sea")
                    .light(LightSide.LEFT)
                    .size(128, 128)
                    .steps(2)
                    .onProgress(progress ->
                            System.out.printf("%s %d/%d%n", progress.stage(), progress.step(), progress.steps()))
                    .run();
            result.write(Path.of(args[3]));
            System.out.println(result.request().toJson());
            System.out.println(result.timings());
        }
    }
}
