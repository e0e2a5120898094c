package io.iclight.normals;

import io.iclight.io.image.FloatImage;

/**
 * How much brighter each light makes each sample than all four do on average, and the normals that follow.
 *
 * <p>Source: lllyasviel/IC-Light, {@code gradio_demo_bg.py}, {@code process_normal}, in float32 like there.
 */
record LightRatios(FourLights lights) {

    private static final float EPSILON = 1e-5f;

    /** Divides each picture by the mean of the four, and takes 1 away. */
    static LightRatios of(FourLights lights) {
        float[] ambient = lights.left().values();
        float[] right = lights.right().values();
        float[] bottom = lights.bottom().values();
        float[] top = lights.top().values();
        for (int i = 0; i < ambient.length; i++) {
            ambient[i] = (ambient[i] + right[i] + bottom[i] + top[i]) / 4;
        }
        return new LightRatios(new FourLights(
                ratio(lights.left(), ambient),
                ratio(lights.right(), ambient),
                ratio(lights.bottom(), ambient),
                ratio(lights.top(), ambient)));
    }

    private static FloatImage ratio(FloatImage image, float[] ambient) {
        float[] ratios = image.values();
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = (ratios[i] + EPSILON) / (ambient[i] + EPSILON) - 1;
        }
        return FloatImage.of(image.size(), image.channels(), ratios);
    }

    /**
     * Computes normals of length 1: x to the right, y upwards, z towards the viewer.
     *
     * @param sharpness the exponent of z; with 1, normals are those of a sphere
     * @return {@code [height, width, 3]}
     */
    float[] normals(double sharpness) {
        float[] left = lights.left().values();
        float[] right = lights.right().values();
        float[] bottom = lights.bottom().values();
        float[] top = lights.top().values();
        float[] normals = new float[left.length];
        for (int i = 0; i < normals.length; i += 3) {
            float x = halfDifference(right, left, i);
            float y = halfDifference(top, bottom, i);
            float z = (float) Math.pow(Math.max(0, 1 - x * x - y * y), (float) (0.5 * sharpness));
            float length = (float) Math.sqrt(x * x + y * y + z * z);
            normals[i] = x / length;
            normals[i + 1] = y / length;
            normals[i + 2] = z / length;
        }
        return normals;
    }

    /** Half the difference of two pixels, as the mean over their channels. */
    private static float halfDifference(float[] plus, float[] minus, int begin) {
        float sum = 0;
        for (int i = begin; i < begin + 3; i++) {
            sum += (plus[i] - minus[i]) * 0.5f;
        }
        return sum / 3;
    }
}
