package io.iclight.train.measure;

import io.iclight.io.image.FloatImage;
import io.iclight.train.render.picture.ToneCurve;

/**
 * Whether light adds up: the picture under two lights against what the pictures under each make together, compared in
 * linear light (Zhang, Rao and Agrawala, Scaling in-the-wild training for diffusion-based illumination harmonization and
 * editing by imposing consistent light transport, 2025).
 *
 * <p>Two pictures are mixed as a camera would: their light is added, and goes through the {@link ToneCurve} again. They are
 * compared as they are shown, behind that curve: before it a near-white pixel is so much light, up to 22 times white, that
 * nothing else would count.
 */
public final class LightSum {

    private LightSum() {}

    /**
     * Measures.
     *
     * @param first under the first light, as files hold it
     * @param second under the second
     * @param both under both
     * @param subject where to look
     * @return the length of the difference over the length of the picture under both; 0 where light adds up
     */
    public static double error(FloatImage first, FloatImage second, FloatImage both, Subject subject) {
        float[] a = subject.values(first);
        float[] b = subject.values(second);
        float[] sum = subject.values(both);
        double difference = 0;
        double length = 0;
        for (int i = 0; i < sum.length; i++) {
            double weight = subject.opacity()[i / 3];
            double found = shown(sum[i]);
            double expected = shown(ToneCurve.encode(light(a[i]) + light(b[i])));
            difference += weight * (found - expected) * (found - expected);
            length += weight * found * found;
        }
        return length == 0 ? 0 : Math.sqrt(difference / length);
    }

    private static double shown(double value) {
        return ToneCurve.linear(Math.max(0, Math.min(1, value)));
    }

    /** White in a file is as much light as the last level but one: the tone curve never reaches it. */
    private static double light(double value) {
        return ToneCurve.decode(Math.max(0, Math.min(254 / 255.0, value)));
    }
}
