package io.iclight.parity.image;

import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.json.JsonObject;
import io.iclight.light.Ambient;
import io.iclight.light.ColoredLight;
import io.iclight.light.Gradient;
import io.iclight.light.LightColor;
import io.iclight.light.LightPosition;
import io.iclight.light.LightSide;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Light as a picture. */
final class ImageLightCases {

    private ImageLightCases() {}

    private static ImageSize size(ImageCase imageCase) {
        return imageCase.size("image_width", "image_height");
    }

    static void foregroundModel(ImageCase imageCase) {
        gradients(imageCase, "", Gradient::foregroundModel);
    }

    static void backgroundModel(ImageCase imageCase) {
        gradients(imageCase, "", Gradient::backgroundModel);
        backgrounds(imageCase, "");
    }

    static void forge(ImageCase imageCase) {
        gradients(imageCase, "fc_", Gradient::foregroundModel);
        imageCase.report("fc_grey", Ambient.FOREGROUND_MODEL.render(size(imageCase)));
        gradients(imageCase, "fbc_", Gradient::backgroundModel);
        backgrounds(imageCase, "fbc_");
    }

    private static void gradients(ImageCase imageCase, String prefix, Function<LightSide, Gradient> gradient) {
        for (LightSide side : LightSide.values()) {
            imageCase.report(
                    prefix + side.name().toLowerCase(Locale.ROOT),
                    gradient.apply(side).render(size(imageCase)));
        }
    }

    static void comfy(ImageCase imageCase) {
        String position = imageCase.args().string("light_position").replace(" Light", "");
        for (JsonObject run : imageCase.args().objects("runs")) {
            ColoredLight light = new ColoredLight(
                    LightPosition.valueOf(position.replace(' ', '_').toUpperCase(Locale.ROOT)),
                    LightColor.parse(run.string("start_color")),
                    LightColor.parse(run.string("end_color")),
                    run.number("multiplier"));
            Image image = light.render(imageCase.size("width", "height"));
            imageCase.report(run.string("output"), List.of(FloatImage.ofUnit(image)));
        }
    }

    private static void backgrounds(ImageCase imageCase, String prefix) {
        Image uploaded = imageCase.image("uploaded");
        imageCase.report(prefix + "grey", Ambient.BACKGROUND_MODEL.render(size(imageCase)));
        imageCase.report(prefix + "upload", uploaded);
        imageCase.report(prefix + "upload_flip", uploaded.flippedHorizontally());
    }
}
