package io.iclight.examples;

import io.iclight.RelightResult;
import io.iclight.Relighter;
import io.iclight.detail.DifferenceOfGaussians;
import io.iclight.light.LightSide;
import java.nio.file.Path;

/** Keeps what makes the subject itself: its colours, its detail, and the photo around it. */
public final class KeepTheSubject {

    private KeepTheSubject() {}

    /**
     * Relights a photo, gives back what was lost, and says how far the colours had drifted.
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
                    .prompt("a vase, warm light")
                    .light(LightSide.RIGHT)
                    .reinforceForeground()
                    .colorLock(0.6)
                    .detail(DifferenceOfGaussians.STANDARD)
                    .originalBackground()
                    .size(128, 128)
                    .steps(3)
                    .run();
            System.out.println(result.drift());
            result.write(Path.of(args[3]));
        }
    }
}
