package io.iclight.examples;

import io.iclight.io.image.CenterCrop;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageDecoder;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.Matte;
import io.iclight.io.image.PixelFormat;
import io.iclight.light.Gradient;
import io.iclight.light.LightSide;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Draws what the model sees of a photo beside the pictures that the four lights start from. */
public final class StartingLights {

    private static final ImageSize TILE = new ImageSize(256, 320);

    private StartingLights() {}

    /**
     * Draws the picture.
     *
     * @param args the photo, and the picture to write
     */
    public static void main(String... args) {
        List<Image> tiles = new ArrayList<>();
        Image photo = ImageDecoder.STANDARD.read(Path.of(args[0]));
        tiles.add(CenterCrop.LANCZOS.resize(onGrey(photo), TILE));
        for (LightSide side : LightSide.values()) {
            tiles.add(Gradient.foregroundModel(side).render(TILE));
        }
        Row.write(tiles, tiles.size(), Path.of(args[1]));
    }

    private static Image onGrey(Image photo) {
        return photo.format() == PixelFormat.RGBA ? Matte.ofAlpha(photo).onGrey(photo, 0) : photo.toRgb();
    }
}
