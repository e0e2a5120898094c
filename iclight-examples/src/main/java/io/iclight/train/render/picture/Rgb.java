package io.iclight.train.render.picture;

/**
 * A colour, in linear light with sRGB's primaries. As an albedo its parts lie in {@code [0, 1]}; as light they are
 * bounded below by 0 alone.
 *
 * @param r red
 * @param g green
 * @param b blue
 */
public record Rgb(double r, double g, double b) {

    /** No light. */
    public static final Rgb BLACK = new Rgb(0, 0, 0);

    /** All light. */
    public static final Rgb WHITE = new Rgb(1, 1, 1);

    /**
     * A colour as painters write it.
     *
     * @param code eight bits for each of red, green and blue, in sRGB: {@code 0xFF8800}
     * @return the colour in linear light
     */
    public static Rgb srgb(int code) {
        return new Rgb(
                ToneCurve.linear((code >> 16 & 255) / 255.0),
                ToneCurve.linear((code >> 8 & 255) / 255.0),
                ToneCurve.linear((code & 255) / 255.0));
    }

    /**
     * A grey.
     *
     * @param level its linear level
     * @return the colour
     */
    public static Rgb grey(double level) {
        return new Rgb(level, level, level);
    }

    /**
     * Adds light.
     *
     * @param other what to add
     * @return the sum
     */
    public Rgb plus(Rgb other) {
        return new Rgb(r + other.r, g + other.g, b + other.b);
    }

    /**
     * Makes it brighter or darker.
     *
     * @param factor by how much
     * @return the product
     */
    public Rgb times(double factor) {
        return new Rgb(r * factor, g * factor, b * factor);
    }

    /**
     * Filters the light.
     *
     * @param filter how much of each part passes
     * @return the product
     */
    public Rgb times(Rgb filter) {
        return new Rgb(r * filter.r, g * filter.g, b * filter.b);
    }

    /**
     * Blends into another colour.
     *
     * @param other the other colour
     * @param t how far: 0 is this one, 1 is the other
     * @return the colour between
     */
    public Rgb towards(Rgb other, double t) {
        return new Rgb(r + (other.r - r) * t, g + (other.g - g) * t, b + (other.b - b) * t);
    }

    /**
     * How bright it seems (the weights of ITU-R BT.709).
     *
     * @return the luminance
     */
    public double luminance() {
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    }

    /**
     * Makes it more or less colourful at the same luminance.
     *
     * @param saturation 0 is grey, 1 is this colour, 2 twice as far from grey
     * @return the colour, without negative parts
     */
    public Rgb saturated(double saturation) {
        Rgb result = grey(luminance()).towards(this, saturation);
        return new Rgb(Math.max(0, result.r), Math.max(0, result.g), Math.max(0, result.b));
    }
}
