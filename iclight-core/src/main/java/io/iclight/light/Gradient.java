package io.iclight.light;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PixelFormat;
import java.util.Objects;

/**
 * Grey that goes evenly from one level at the lit side to another at the opposite side; fractions are dropped.
 *
 * <p>Source: lllyasviel/IC-Light, {@code gradio_demo.py} and {@code gradio_demo_bg.py}, {@code process}.
 *
 * @param side where the light comes from
 * @param near the level at that side, in 0…255
 * @param far the level at the opposite side, in 0…255
 */
public record Gradient(LightSide side, int near, int far) implements LightMap {

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public Gradient {
        Objects.requireNonNull(side, "side");
        LightRange.level("near", near);
        LightRange.level("far", far);
    }

    /**
     * Returns the start of the foreground model: white at the lit side, black at the other.
     *
     * @param side where the light comes from
     * @return from 255 to 0
     */
    public static Gradient foregroundModel(LightSide side) {
        return of(side, LightLevels.FOREGROUND_MODEL);
    }

    /**
     * Returns the background of the background model: less than white at the lit side, more than black at the other.
     *
     * @param side where the light comes from
     * @return from 224 to 32
     */
    public static Gradient backgroundModel(LightSide side) {
        return of(side, LightLevels.BACKGROUND_MODEL);
    }

    static Gradient of(LightSide side, LightLevels levels) {
        return new Gradient(side, levels.bright(), levels.dark());
    }

    @Override
    public Image render(ImageSize size) {
        int width = size.width();
        double[] levels = switch (side) {
            case LEFT -> Linspace.of(near, far, width);
            case RIGHT -> Linspace.of(far, near, width);
            case TOP -> Linspace.of(near, far, size.height());
            case BOTTOM -> Linspace.of(far, near, size.height());
        };
        boolean alongRows = side == LightSide.LEFT || side == LightSide.RIGHT;
        byte[] samples = new byte[Math.toIntExact(size.pixels() * 3)];
        for (int i = 0; i < samples.length; i++) {
            int pixel = i / 3;
            samples[i] = (byte) (int) levels[alongRows ? pixel % width : pixel / width];
        }
        return Image.of(size, PixelFormat.RGB, samples);
    }
}
