package io.iclight.train.measure;

/** How bright pixels seem, as files hold them (the weights of ITU-R BT.709). */
final class Luminance {

    private Luminance() {}

    static double[] of(float[] rgb) {
        double[] luminance = new double[rgb.length / 3];
        for (int i = 0; i < luminance.length; i++) {
            luminance[i] = 0.2126 * rgb[3 * i] + 0.7152 * rgb[3 * i + 1] + 0.0722 * rgb[3 * i + 2];
        }
        return luminance;
    }
}
