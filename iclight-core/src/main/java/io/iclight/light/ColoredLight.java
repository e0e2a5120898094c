package io.iclight.light;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PixelFormat;
import java.util.Objects;

/**
 * A coloured gradient from a side or a corner.
 *
 * <p>With {@code x} the distance from the lit side, from 0 to 1 across the picture, the colour is {@code start + (end -
 * start) * x^falloff}; from a corner, {@code sqrt((x^2falloff + y^2falloff) / 2)} takes the place of {@code x^falloff}.
 *
 * <p>Source: kijai/ComfyUI-IC-Light, {@code nodes.py}, {@code LightSource}, and {@code utils/image.py}; the falloff is
 * called multiplier there.
 *
 * @param position where the light comes from
 * @param start the colour at that side or corner
 * @param end the colour at the opposite one
 * @param falloff the exponent of the distance, at least 0: above 1 the start's colour reaches farther
 */
public record ColoredLight(LightPosition position, LightColor start, LightColor end, double falloff)
        implements LightMap {

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if the falloff is negative or not finite
     */
    public ColoredLight {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(end, "end");
        if (!(falloff >= 0) || Double.isInfinite(falloff)) {
            throw new IllegalArgumentException("falloff must be at least 0 and finite, was " + falloff);
        }
    }

    /**
     * Returns white light that falls off evenly to black.
     *
     * @param position where it comes from
     * @return the light
     */
    public static ColoredLight white(LightPosition position) {
        return new ColoredLight(position, LightColor.WHITE, LightColor.BLACK, 1);
    }

    @Override
    public Image render(ImageSize size) {
        double[] columns = distances(size.width(), position.isRight());
        double[] rows = distances(size.height(), position.isBottom());
        byte[] samples = new byte[Math.toIntExact(size.pixels() * 3)];
        for (int i = 0; i < samples.length; i += 3) {
            double[] colour = start.towards(end, fraction(columns[i / 3 % size.width()], rows[i / 3 / size.width()]));
            for (int c = 0; c < 3; c++) {
                samples[i + c] = (byte) (int) Math.max(0, Math.min(255, (float) colour[c]));
            }
        }
        return Image.of(size, PixelFormat.RGB, samples);
    }

    private double[] distances(int length, boolean reversed) {
        double[] distances = reversed ? Linspace.of(1, 0, length) : Linspace.of(0, 1, length);
        for (int i = 0; i < length; i++) {
            distances[i] = Math.pow(distances[i], falloff);
        }
        return distances;
    }

    private double fraction(double column, double row) {
        if (position.isCorner()) {
            return Math.sqrt(column * column + row * row) / Math.sqrt(2);
        }
        return position == LightPosition.LEFT || position == LightPosition.RIGHT ? column : row;
    }
}
