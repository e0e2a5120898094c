package io.iclight.examples;

import io.iclight.RelightResult;
import io.iclight.Relighter;
import io.iclight.light.AngledLight;
import io.iclight.light.Lamp;
import io.iclight.light.LightSource;
import io.iclight.light.PointLight;
import io.iclight.light.SpotLight;
import java.nio.file.Path;

/** Lights a photo by a window, a candle and a spot at once. */
public final class SeveralLights {

    private SeveralLights() {}

    /**
     * Relights a photo.
     *
     * @param args the checkpoint's folder, IC-Light's offset, the photo, and the picture to write
     */
    public static void main(String... args) {
        LightSource window = new AngledLight(300, Lamp.ofKelvin(5600));
        LightSource candle = new PointLight(0.8, 0.7, 0.5, Lamp.ofKelvin(1900).withStrength(0.6));
        LightSource spot = new SpotLight(0.1, -0.2, 0.5, 0.5, 40, Lamp.ofKelvin(3200));
        try (Relighter relighter = Relighter.builder()
                .model(Path.of(args[0]))
                .iclight(Path.of(args[1]))
                .build()) {
            RelightResult result = relighter
                    .relight(Path.of(args[2]))
                    .prompt("a vase, evening by a window, candle light")
                    .light(window.plus(candle).plus(spot))
                    .lowresDenoise(0.8)
                    .size(128, 128)
                    .steps(4)
                    .run();
            result.write(Path.of(args[3]));
        }
    }
}
