package io.iclight.light;

/**
 * The colour of a black body that glows.
 *
 * <p>The chromaticity is Kim et al.'s cubic approximation of the Planckian locus (B. Kang, O. Moon, C. Hong, H. Lee,
 * B. Cho, Y. Kim, "Design of advanced color temperature control system for HDTV applications", Journal of the Korean
 * Physical Society 41, 2002; US patent 7024034). It goes to linear sRGB by the matrix of IEC 61966-2-1, is divided by its
 * largest component, so that it is as bright as it can be, and gets sRGB's transfer curve.
 */
final class ColorTemperature {

    static final double COLDEST = 1667;
    static final double HOTTEST = 25000;

    private ColorTemperature() {}

    static LightColor color(double kelvin) {
        LightRange.in("colour temperature in kelvin", kelvin, COLDEST, HOTTEST);
        double x = x(kelvin);
        double y = y(kelvin, x);
        double bigX = x / y;
        double bigZ = (1 - x - y) / y;
        double red = 3.2406 * bigX - 1.5372 - 0.4986 * bigZ;
        double green = -0.9689 * bigX + 1.8758 + 0.0415 * bigZ;
        double blue = 0.0557 * bigX - 0.2040 + 1.0570 * bigZ;
        double largest = Math.max(red, Math.max(green, blue));
        return new LightColor(level(red / largest), level(green / largest), level(blue / largest));
    }

    private static double x(double kelvin) {
        double per = 1e3 / kelvin;
        return kelvin <= 4000
                ? ((-0.2661239 * per - 0.2343589) * per + 0.8776956) * per + 0.179910
                : ((-3.0258469 * per + 2.1070379) * per + 0.2226347) * per + 0.240390;
    }

    private static double y(double kelvin, double x) {
        if (kelvin <= 2222) {
            return ((-1.1063814 * x - 1.34811020) * x + 2.18555832) * x - 0.20219683;
        }
        return kelvin <= 4000
                ? ((-0.9549476 * x - 1.37418593) * x + 2.09137015) * x - 0.16748867
                : ((3.0817580 * x - 5.87338670) * x + 3.75112997) * x - 0.37001483;
    }

    /** A colour outside of sRGB, as that of a candle's blue, is cut. */
    private static int level(double linear) {
        double cut = Math.max(0, linear);
        double encoded = cut <= 0.0031308 ? 12.92 * cut : 1.055 * Math.pow(cut, 1 / 2.4) - 0.055;
        return (int) Math.rint(255 * encoded);
    }
}
