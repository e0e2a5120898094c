package io.iclight.train.measure;

import io.iclight.io.image.FloatImage;
import io.iclight.train.render.picture.ToneCurve;

/**
 * Whether light adds up: the picture under two lights against the sum, in linear light, of the pictures under each
 * (Zhang, Rao and Agrawala, Scaling in-the-wild training for diffusion-based illumination harmonization and editing by
 * imposing consistent light transport, 2025).
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
            double found = light(sum[i]);
            double expected = light(ToneCurve.encode(light(a[i]) + light(b[i])));
            difference += weight * (found - expected) * (found - expected);
            length += weight * found * found;
        }
        return length == 0 ? 0 : Math.sqrt(difference / length);
    }

    /** White in a file is as much light as the last level but one: the tone curve never reaches it. */
    private static double light(double value) {
        return ToneCurve.decode(Math.max(0, Math.min(254 / 255.0, value)));
    }
}
