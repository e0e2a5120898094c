package io.iclight.matting;

import io.iclight.io.image.Image;
import io.iclight.io.image.PixelFormat;

/**
 * Whether a picture is transparent anywhere. Many programs write opacity into every picture, so that it is there does not
 * mean that it says anything.
 */
final class Transparency {

    private static final byte OPAQUE = -1;

    private Transparency() {}

    static boolean isIn(Image picture) {
        if (picture.format() != PixelFormat.RGBA) {
            return false;
        }
        byte[] samples = picture.samples();
        for (int i = 3; i < samples.length; i += 4) {
            if (samples[i] != OPAQUE) {
                return true;
            }
        }
        return false;
    }
}
