package io.iclight.detail;

import io.iclight.io.image.FloatImage;
import io.iclight.io.image.ImageSize;

/** What a mask must be. */
final class Masks {

    private Masks() {}

    static void check(FloatImage mask, ImageSize size) {
        if (mask.channels() != 1 || !mask.size().equals(size)) {
            throw new IllegalArgumentException(
                    "expected a mask of " + size + ", 1 channel, found one of " + mask + "; resize it");
        }
    }
}
