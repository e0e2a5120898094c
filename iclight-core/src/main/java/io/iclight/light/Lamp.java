package io.iclight.light;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PixelFormat;
import java.util.Objects;

/**
 * What shines: a colour, and how strongly.
 *
 * @param color components in 0…255
 * @param strength what brightness is multiplied by, 0 to 100; above 1, the light is at its brightest in more places
 */
public record Lamp(LightColor color, double strength) {

    /** White, of strength 1. */
    public static final Lamp WHITE = new Lamp(LightColor.WHITE, 1);

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public Lamp {
        Objects.requireNonNull(color, "color");
        LightRange.level("red", color.red());
        LightRange.level("green", color.green());
        LightRange.level("blue", color.blue());
        LightRange.in("strength", strength, 0, 100);
    }

    /**
     * Makes a lamp of a colour.
     *
     * @param color components in 0…255
     * @return of strength 1
     * @throws IllegalArgumentException if a component is out of its range
     */
    public static Lamp of(LightColor color) {
        return new Lamp(color, 1);
    }

    /**
     * Makes a lamp of a colour temperature.
     *
     * @param kelvin such as 1900 for a candle, 3200 for tungsten, 5600 for flash, 10000 for open shade; 1667 to 25000
     * @return of strength 1
     * @throws IllegalArgumentException if the temperature is out of that range
     */
    public static Lamp ofKelvin(double kelvin) {
        return of(LightColor.ofKelvin(kelvin));
    }

    /**
     * Returns this lamp with another strength.
     *
     * @param other 0 to 100
     * @return a new lamp
     * @throws IllegalArgumentException if the strength is out of that range
     */
    public Lamp withStrength(double other) {
        return new Lamp(color, other);
    }

    /** How bright it is somewhere, before strength and colour, from 0 to 1. */
    interface Brightness {
        double at(int x, int y);
    }

    /** Draws {@code dark + (bright - dark) * strength * color * brightness}, limited to these levels, fractions dropped. */
    Image draw(ImageSize size, LightLevels levels, Brightness brightness) {
        double[] color01 = {color.red() / 255.0, color.green() / 255.0, color.blue() / 255.0};
        byte[] samples = new byte[Math.toIntExact(size.pixels() * 3)];
        for (int y = 0, i = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                double here = strength * brightness.at(x, y);
                for (int c = 0; c < 3; c++, i++) {
                    double lit = Math.min(1, here * color01[c]);
                    samples[i] = (byte) (int) (levels.dark() + (levels.bright() - levels.dark()) * lit);
                }
            }
        }
        return Image.of(size, PixelFormat.RGB, samples);
    }
}
