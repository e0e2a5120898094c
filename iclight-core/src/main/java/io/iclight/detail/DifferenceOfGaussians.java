package io.iclight.detail;

import io.iclight.io.image.FloatImage;
import io.iclight.io.image.GaussianBlur;
import io.iclight.io.image.Image;
import io.iclight.io.image.OpenCvInterpolation;
import io.iclight.io.image.PixelFormat;

/**
 * What blurring takes away from the original is added to the blurred relit picture: {@code original - blur(original) +
 * blur(relit)}.
 *
 * <p>Source: huchenlei/sd-forge-ic-light, {@code libiclight/detail_utils.py}, {@code restore_detail}; the window is
 * called blur radius there.
 *
 * @param window how many pixels wide the blur is: 1, 3, 5, 7, … up to 60001; with 1, the relit picture stays as it is
 */
public record DifferenceOfGaussians(int window) implements DetailTransfer {

    /** A window of 5 pixels. */
    public static final DifferenceOfGaussians STANDARD = new DifferenceOfGaussians(5);

    /** As wide as that of {@link BlendedDetail} can be; wider ones are of no use, and take very long. */
    private static final int WIDEST = 60_001;

    /** Checks the component. */
    public DifferenceOfGaussians {
        if (window < 1 || window > WIDEST || window % 2 == 0) {
            throw new IllegalArgumentException("window must be odd and in 1.." + WIDEST + ", was " + window);
        }
    }

    @Override
    public Image apply(Image relit, Image original) {
        GaussianBlur blur = GaussianBlur.openCv(window);
        FloatImage light = blur.blur(FloatImage.ofUnit(relit.toRgb()));
        FloatImage detailed = FloatImage.ofUnit(
                OpenCvInterpolation.LINEAR.resize(original, relit.size()).toRgb());
        float[] values = detailed.values();
        float[] blurred = blur.blur(detailed).values();
        float[] lit = light.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] - blurred[i] + lit[i];
        }
        return FloatImage.of(relit.size(), PixelFormat.RGB.channels(), values).quantized();
    }
}
