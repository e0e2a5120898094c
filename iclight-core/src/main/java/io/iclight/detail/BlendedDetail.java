package io.iclight.detail;

import io.iclight.io.image.FloatImage;
import io.iclight.io.image.GaussianBlur;
import io.iclight.io.image.Image;
import io.iclight.io.image.TorchInterpolation;
import java.util.Objects;

/**
 * Blurs the relit picture until only light is left, and blends the original with it.
 *
 * <p>The blur's window is {@code 6 * floor(sigma) + 1} pixels wide, as in the node: with a sigma below 1 nothing is
 * blurred, and {@link BlendMode#ADD} then gives the relit picture back.
 *
 * <p>Source: kijai/ComfyUI-IC-Light, {@code nodes.py}, {@code DetailTransfer}.
 *
 * @param mode how original and light are blended
 * @param sigma the blur's standard deviation in pixels, greater than 0
 * @param factor how far to go from the relit picture (0) to the blended one (1); it may lie outside of these
 */
public record BlendedDetail(BlendMode mode, double sigma, double factor) implements DetailTransfer {

    /** Adds detail that is finer than a sigma of 1 pixel, to the full. */
    public static final BlendedDetail STANDARD = new BlendedDetail(BlendMode.ADD, 1, 1);

    /** Wider windows are of no use, and take very long. */
    private static final double MAX_SIGMA = 10_000;

    /** Checks the components. */
    public BlendedDetail {
        Objects.requireNonNull(mode, "mode");
        if (!(sigma > 0 && sigma <= MAX_SIGMA)) {
            throw new IllegalArgumentException(
                    "sigma must be greater than 0 and at most " + MAX_SIGMA + ", was " + sigma);
        }
        if (!Double.isFinite(factor)) {
            throw new IllegalArgumentException("factor must be finite, was " + factor);
        }
    }

    /**
     * Tells how far the blur reaches: it needs a picture whose sides are both longer.
     *
     * @return in pixels
     */
    public int reachPx() {
        return 3 * (int) sigma;
    }

    @Override
    public Image apply(Image relit, Image original) {
        return apply(FloatImage.ofUnit(relit.toRgb()), FloatImage.ofUnit(original.toRgb()))
                .quantized();
    }

    /**
     * Transfers detail everywhere.
     *
     * @param relit the picture whose light is kept, in [0, 1]
     * @param original the picture whose detail is taken, in [0, 1]; stretched bilinearly to the size of the other
     * @return a picture of the relit one's size, in [0, 1]
     * @throws IllegalArgumentException if the blur reaches across the picture, or the channels differ
     */
    public FloatImage apply(FloatImage relit, FloatImage original) {
        return limited(relit, blended(relit, original));
    }

    /**
     * Transfers detail where a mask says so.
     *
     * @param relit the picture whose light is kept, in [0, 1]
     * @param original the picture whose detail is taken, in [0, 1]; stretched bilinearly to the size of the other
     * @param mask one channel, of the relit picture's size: 1 where detail is transferred, 0 where not
     * @return a picture of the relit one's size, in [0, 1]
     * @throws IllegalArgumentException if the blur reaches across the picture, or the mask has another size
     */
    public FloatImage apply(FloatImage relit, FloatImage original, FloatImage mask) {
        Masks.check(mask, relit.size());
        float[] weights = mask.values();
        float[] from = relit.values();
        float[] to = blended(relit, original);
        for (int i = 0; i < to.length; i++) {
            to[i] = lerp(from[i], to[i], weights[i / relit.channels()]);
        }
        return limited(relit, to);
    }

    private static FloatImage limited(FloatImage like, float[] values) {
        return FloatImage.of(like.size(), like.channels(), values).clamped(0, 1);
    }

    private float[] blended(FloatImage relit, FloatImage original) {
        if (relit.channels() != original.channels()) {
            throw new IllegalArgumentException(
                    "the relit picture (" + relit + ") and the original (" + original + ") must have as many channels");
        }
        GaussianBlur blur = GaussianBlur.torchvision(2 * reachPx() + 1, sigma);
        if (reachPx() >= Math.min(relit.size().width(), relit.size().height())) {
            throw new IllegalArgumentException("a blur with sigma " + sigma + " reaches " + reachPx()
                    + " pixels far, across a picture of " + relit.size() + "; choose a smaller sigma");
        }
        FloatImage detailed = original.size().equals(relit.size())
                ? original
                : TorchInterpolation.BILINEAR.stretch(original, relit.size());
        float[] source = detailed.values();
        float[] blurredSource = blur.blur(detailed).values();
        float[] light = blur.blur(relit).values();
        float[] from = relit.values();
        for (int i = 0; i < from.length; i++) {
            from[i] = lerp(from[i], mode.of(source[i], blurredSource[i], light[i]), (float) factor);
        }
        return from;
    }

    /** Torch's {@code lerp}, which starts from the nearer end. */
    private static float lerp(float start, float end, float weight) {
        return Math.abs(weight) < 0.5f ? start + weight * (end - start) : end - (end - start) * (1 - weight);
    }
}
