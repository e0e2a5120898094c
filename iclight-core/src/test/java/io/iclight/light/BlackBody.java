package io.iclight.light;

/**
 * The colour of a black body, from Planck's law and the observer of 1931, as Gaussians describe it.
 *
 * <p>Source: C. Wyman, P. Sloan, P. Shirley, "Simple Analytic Approximations to the CIE XYZ Color Matching Functions",
 * Journal of Computer Graphics Techniques 2(2), 2013.
 */
final class BlackBody {

    private BlackBody() {}

    static LightColor color(double kelvin) {
        double x = 0;
        double y = 0;
        double z = 0;
        for (double nm = 360; nm <= 830; nm++) {
            double power = Math.pow(nm, -5) / Math.expm1(1.4387769e7 / (nm * kelvin));
            x += power
                    * (1.056 * bell(nm, 599.8, 37.9, 31.0)
                            + 0.362 * bell(nm, 442.0, 16.0, 26.7)
                            - 0.065 * bell(nm, 501.1, 20.4, 26.2));
            y += power * (0.821 * bell(nm, 568.8, 46.9, 40.5) + 0.286 * bell(nm, 530.9, 16.3, 31.1));
            z += power * (1.217 * bell(nm, 437.0, 11.8, 36.0) + 0.681 * bell(nm, 459.0, 26.0, 13.8));
        }
        double red = 3.2406 * x - 1.5372 * y - 0.4986 * z;
        double green = -0.9689 * x + 1.8758 * y + 0.0415 * z;
        double blue = 0.0557 * x - 0.2040 * y + 1.0570 * z;
        double largest = Math.max(red, Math.max(green, blue));
        return new LightColor(level(red / largest), level(green / largest), level(blue / largest));
    }

    private static double bell(double nm, double middle, double below, double above) {
        double t = (nm - middle) / (nm < middle ? below : above);
        return Math.exp(-t * t / 2);
    }

    private static int level(double linear) {
        double cut = Math.max(0, linear);
        return (int) Math.round(255 * (cut <= 0.0031308 ? 12.92 * cut : 1.055 * Math.pow(cut, 1 / 2.4) - 0.055));
    }
}
