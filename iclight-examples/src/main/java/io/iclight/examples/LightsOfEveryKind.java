package io.iclight.examples;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageDecoder;
import io.iclight.io.image.ImageSize;
import io.iclight.light.AngledLight;
import io.iclight.light.Lamp;
import io.iclight.light.LightColor;
import io.iclight.light.LightLevels;
import io.iclight.light.LightSide;
import io.iclight.light.LightSource;
import io.iclight.light.PointLight;
import io.iclight.light.SpotLight;
import java.nio.file.Path;
import java.util.List;

/** Draws the pictures that lights of every kind are to the models: as the foreground model starts from them. */
public final class LightsOfEveryKind {

    private LightsOfEveryKind() {}

    /**
     * Draws eight lights, four a row.
     *
     * @param args a picture to take for a light, and the picture to write
     */
    public static void main(String... args) {
        draw(ImageDecoder.STANDARD.read(Path.of(args[0])), Path.of(args[1]));
    }

    static void draw(Image own, Path file) {
        List<LightSource> lights = List.of(
                LightSide.LEFT,
                new AngledLight(45),
                new AngledLight(300, Lamp.ofKelvin(2700)),
                LightSource.AMBIENT,
                new PointLight(0.3, 0.35, 0.6, Lamp.ofKelvin(3200)),
                new SpotLight(0.1, 0, 0.6, 0.6, 50, Lamp.WHITE.withStrength(1.5)),
                new AngledLight(270, Lamp.of(LightColor.parse("#FF2060")))
                        .plus(new AngledLight(90, Lamp.of(LightColor.parse("#2060FF")))),
                LightSource.of(own));
        ImageSize size = new ImageSize(192, 240);
        Row.write(
                lights.stream()
                        .map(light ->
                                light.render(size, LightLevels.FOREGROUND_MODEL).orElseThrow())
                        .toList(),
                4,
                file);
    }
}
