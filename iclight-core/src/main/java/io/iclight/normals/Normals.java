package io.iclight.normals;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.image.CenterCrop;
import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.Matte;

/**
 * Everything that the demo shows when it is asked for normals.
 *
 * <p>Source: lllyasviel/IC-Light, {@code gradio_demo_bg.py}, {@code process_normal}.
 *
 * @param normal the normals of the foreground, and towards the viewer elsewhere; {@code x * 127.5 + 127.5}, red to the
 *     right, green upwards, blue towards the viewer
 * @param ratioLeft how much brighter the light from the left is than the mean of all four, 127 where it is as bright
 * @param ratioRight the same for the light from the right
 * @param ratioBottom the same for the light from below
 * @param ratioTop the same for the light from above
 * @param left the picture lit from the left, to 8 bits
 * @param right the picture lit from the right, to 8 bits
 * @param bottom the picture lit from below, to 8 bits
 * @param top the picture lit from above, to 8 bits
 */
public record Normals(
        Image normal,
        Image ratioLeft,
        Image ratioRight,
        Image ratioBottom,
        Image ratioTop,
        Image left,
        Image right,
        Image bottom,
        Image top) {

    private static final double SHARPNESS = 10;

    /**
     * Computes normals of a picture that is foreground all over.
     *
     * @param lights it, lit from four sides
     * @return the pictures
     */
    public static Normals of(FourLights lights) {
        ImageSize size = lights.left().size();
        return of(lights, Matte.of(FloatImage.ofUnit(Image.filled(size, 255))));
    }

    /**
     * Computes normals.
     *
     * @param lights the foreground, lit from four sides; the demo puts it on grey with a lift of 16 levels and relights it
     * @param matte the photo's matte, of any size; it is cut to 8 bits and cropped to that of the pictures
     * @return the pictures
     * @throws IllegalArgumentException if a side of the pictures is odd and the matte cannot be cropped to it
     */
    public static Normals of(FourLights lights, Matte matte) {
        LightRatios ratios = LightRatios.of(lights);
        FourLights divided = ratios.lights();
        FourLights plain = lights.scaled(2, -1);
        return new Normals(
                cut(matted(ratios.normals(SHARPNESS), matte, lights.left().size())),
                cut(divided.left()),
                cut(divided.right()),
                cut(divided.bottom()),
                cut(divided.top()),
                cut(plain.left()),
                cut(plain.right()),
                cut(plain.bottom()),
                cut(plain.top()));
    }

    /**
     * Lists all pictures.
     *
     * @return by name: {@code normal}, {@code ratio-left} and so on, {@code left} and so on
     */
    public ImmutableMap<String, Image> all() {
        return ImmutableMap.<String, Image>builder()
                .put("normal", normal)
                .put("ratio-left", ratioLeft)
                .put("ratio-right", ratioRight)
                .put("ratio-bottom", ratioBottom)
                .put("ratio-top", ratioTop)
                .put("left", left)
                .put("right", right)
                .put("bottom", bottom)
                .put("top", top)
                .buildOrThrow();
    }

    private static Image cut(FloatImage image) {
        return image.quantized(127.5f, 127.5f);
    }

    private static FloatImage matted(float[] normals, Matte matte, ImageSize size) {
        Image cropped = CenterCrop.LANCZOS.resize(matte.opacity().quantized(), size);
        if (!cropped.size().equals(size)) {
            throw new IllegalArgumentException("a matte of " + matte.opacity().size() + " is cropped to "
                    + cropped.size() + ", but the pictures are " + size + "; give them even sides");
        }
        float[] opacity = FloatImage.ofUnit(cropped).values();
        for (int i = 0; i < normals.length; i++) {
            float alpha = opacity[i / 3];
            float towardsViewer = i % 3 == 2 ? 1 : 0;
            normals[i] = normals[i] * alpha + towardsViewer * (1 - alpha);
        }
        return FloatImage.of(size, 3, normals);
    }
}
