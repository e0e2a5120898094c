package io.iclight.detail;

import io.iclight.io.image.Image;
import java.util.stream.IntStream;

/**
 * Keeps the subject's own colours under the new light: its lightness stays relit, and its chroma, detail apart, goes back
 * to what the photo's would be under a light of that strength.
 *
 * <p>With {@code low} for a blur within the matte, and L*, a*, b* of the relit picture in capitals and of the photo in
 * small letters,
 *
 * <pre>
 * k  = min(2, (low(L) + 16) / (low(l) + 16))
 * A' = A + strength * matte * (k * low(a) - low(A))
 * B' = B + strength * matte * (k * low(b) - low(B))
 * L' = L
 * </pre>
 *
 * <p>A colour that sRGB does not have keeps lightness and hue and loses chroma. The colour of the light is lost with the
 * drift: at 1 a red lamp makes the subject brighter and not redder, and values between 0.3 and 0.7 keep some of both.
 *
 * @param strength 0 (nothing changes) to 1
 * @param blur the standard deviation of the blur, as a share of the shorter side; above 0 and up to 0.5
 */
public record ColorLock(double strength, double blur) implements Finish {

    /** A twentieth of the shorter side: larger than features, smaller than a face. */
    public static final double DEFAULT_BLUR = 0.05;

    /** Checks the components. */
    public ColorLock {
        if (!(strength >= 0 && strength <= 1)) {
            throw new IllegalArgumentException("the strength of a color lock must be in 0..1, was " + strength);
        }
        if (!(blur > 0 && blur <= 0.5)) {
            throw new IllegalArgumentException("the blur of a color lock must be above 0 and at most 0.5, was " + blur);
        }
    }

    /**
     * Makes a lock with the usual blur.
     *
     * @param strength 0 (nothing changes) to 1
     */
    public ColorLock(double strength) {
        this(strength, DEFAULT_BLUR);
    }

    @Override
    public Image apply(Image relit, Original original) {
        if (strength == 0) {
            return relit;
        }
        Lab lab = Lab.of(relit);
        SubjectColor color = new SubjectColor(lab, original, blur);
        float[] matte = original.matte().values();
        byte[] samples = relit.samples();
        IntStream.range(0, matte.length).parallel().filter(i -> matte[i] > 0).forEach(i -> {
            float weight = (float) strength * matte[i];
            lab.a()[i] += weight * color.missingA(i);
            lab.b()[i] += weight * color.missingB(i);
            lab.write(i, samples);
        });
        return Image.of(relit.size(), relit.format(), samples);
    }

    /**
     * Measures how far a subject's colours have drifted: the mean distance, over the matte, between its chroma and the
     * photo's under a light of that strength, detail apart.
     *
     * @param relit RGB
     * @param original the photo, at the same size
     * @return in the unit of L*a*b*, of which 1 is about the least that one sees; 0 without a subject
     */
    public static double drift(Image relit, Original original) {
        return new SubjectColor(relit, original, DEFAULT_BLUR).drift();
    }
}
