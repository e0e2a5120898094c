package io.iclight.matting;

import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Matte;

/** Whether a matte selects nothing, as 8 bits show it. */
final class Emptiness {

    private static final float HALF_A_LEVEL = 0.5f / 255;

    private Emptiness() {}

    static boolean of(Matte matte) {
        FloatImage opacity = matte.opacity();
        for (int y = 0; y < opacity.size().height(); y++) {
            for (int x = 0; x < opacity.size().width(); x++) {
                if (opacity.value(x, y, 0) >= HALF_A_LEVEL) {
                    return false;
                }
            }
        }
        return true;
    }
}
