package io.iclight.light;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A colour of light. Components are nominally in 0…255; beyond that, they move the place at which a gradient reaches
 * black or full brightness.
 *
 * @param red red
 * @param green green
 * @param blue blue
 */
public record LightColor(int red, int green, int blue) {

    /** Full brightness. */
    public static final LightColor WHITE = new LightColor(255, 255, 255);

    /** No light. */
    public static final LightColor BLACK = new LightColor(0, 0, 0);

    private static final Pattern HEX = Pattern.compile("#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})");
    private static final Pattern DECIMAL =
            Pattern.compile("\\s*([+-]?\\d{1,9})\\s*,\\s*([+-]?\\d{1,9})\\s*,\\s*([+-]?\\d{1,9})\\s*");
    private static final Pattern KELVIN = Pattern.compile("(\\d{1,6})K");

    /**
     * Returns the colour of a black body that glows, as bright as sRGB can show it. The chromaticity is Kim et al.'s
     * approximation of the Planckian locus (Journal of the Korean Physical Society 41, 2002).
     *
     * @param kelvin 1667 to 25000
     * @return components in 0…255, one of which is 255
     * @throws IllegalArgumentException if the temperature is out of that range
     */
    public static LightColor ofKelvin(double kelvin) {
        return ColorTemperature.color(kelvin);
    }

    /**
     * Reads a colour.
     *
     * @param text {@code #RRGGBB}, or three decimal numbers separated by commas, or a colour temperature such as
     *     {@code 3200K}
     * @return the colour
     * @throws IllegalArgumentException if the text is none of these, or the temperature is not in 1667 to 25000
     */
    public static LightColor parse(String text) {
        Matcher hex = HEX.matcher(text);
        if (hex.matches()) {
            return ofGroups(hex, 16);
        }
        Matcher decimal = DECIMAL.matcher(text);
        if (decimal.matches()) {
            return ofGroups(decimal, 10);
        }
        Matcher kelvin = KELVIN.matcher(text);
        if (kelvin.matches()) {
            return ofKelvin(Integer.parseInt(kelvin.group(1)));
        }
        throw new IllegalArgumentException(
                "a colour is written like #FFC080, 255,192,128 or 3200K, found \"" + text + "\"");
    }

    private static LightColor ofGroups(Matcher matcher, int radix) {
        return new LightColor(
                Integer.parseInt(matcher.group(1), radix),
                Integer.parseInt(matcher.group(2), radix),
                Integer.parseInt(matcher.group(3), radix));
    }

    /**
     * Writes the colour as {@link #parse} reads it.
     *
     * @return {@code #RRGGBB}, or three decimal numbers where a component is outside of 0…255
     */
    public String text() {
        boolean eightBit = ((red | green | blue) & ~255) == 0;
        return eightBit ? String.format("#%02X%02X%02X", red, green, blue) : red + "," + green + "," + blue;
    }

    /** Goes from this colour (at 0) to another (at 1), component by component. */
    double[] towards(LightColor end, double fraction) {
        return new double[] {
            red + (end.red - red) * fraction,
            green + (end.green - green) * fraction,
            blue + (end.blue - blue) * fraction
        };
    }
}
