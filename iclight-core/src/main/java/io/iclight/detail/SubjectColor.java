package io.iclight.detail;

import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;

/**
 * The colour that a relit subject would have if only the strength of the light had changed, compared with the one that it
 * has; without detail, all in L*a*b*.
 *
 * <p>Under a light of the same colour that is {@code k} times as strong, all of XYZ are {@code k} times as large; so {@code
 * L* + 16}, {@code a*} and {@code b*} are the cube root of that times as large. The expected chroma at a pixel is therefore
 * {@code (a, b) * (L + 16) / (l + 16)}, where {@code l}, {@code a} and {@code b} are the photo's and {@code L} the relit
 * picture's. The factor is limited to 2, beyond which it shows the noise of shadows rather than their colour.
 */
final class SubjectColor {

    private static final float MOST = 2;

    private final float[] matte;
    private final float[] missingA;
    private final float[] missingB;

    SubjectColor(Image relit, Original original, double blur) {
        this(Lab.of(relit), original, blur);
    }

    SubjectColor(Lab relit, Original original, double blur) {
        FloatImage region = original.matte();
        this.matte = region.values();
        LowFrequency low = new LowFrequency(region, blur);
        Lab photo = Lab.of(original.photo());
        float[] photoL = low.of(photo.l());
        float[] relitL = low.of(relit.l());
        this.missingA = low.of(photo.a());
        this.missingB = low.of(photo.b());
        float[] relitA = low.of(relit.a());
        float[] relitB = low.of(relit.b());
        for (int i = 0; i < matte.length; i++) {
            float ratio = Math.min(MOST, (relitL[i] + 16) / (photoL[i] + 16));
            missingA[i] = missingA[i] * ratio - relitA[i];
            missingB[i] = missingB[i] * ratio - relitB[i];
        }
    }

    /** What must be added to a pixel's a*. */
    float missingA(int pixel) {
        return missingA[pixel];
    }

    /** What must be added to a pixel's b*. */
    float missingB(int pixel) {
        return missingB[pixel];
    }

    /** The mean length of what is missing, over the matte. */
    double drift() {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < matte.length; i++) {
            sum += matte[i] * Math.hypot(missingA[i], missingB[i]);
            weights += matte[i];
        }
        return weights == 0 ? 0 : sum / weights;
    }
}
