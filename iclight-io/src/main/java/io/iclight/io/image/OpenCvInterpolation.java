package io.iclight.io.image;

/**
 * Resizes as OpenCV's {@code resize} does with 8-bit images.
 *
 * <p>Source: opencv/opencv 4.6, {@code modules/imgproc/src/resize.cpp}.
 */
public enum OpenCvInterpolation implements Resizer {
    /**
     * {@code INTER_LINEAR}, the default: the four pixels around a position, in fixed point of 11 bits. To exactly half
     * of both sides it is {@link #AREA}.
     */
    LINEAR {
        @Override
        Image stretch(Image image, ImageSize target) {
            return FixedPointBilinear.linear(image, target);
        }
    },
    /** {@code INTER_AREA}: the mean of what a pixel covers, or, where either side grows, a narrow bilinear one. */
    AREA {
        @Override
        Image stretch(Image image, ImageSize target) {
            boolean shrinks = target.width() <= image.width() && target.height() <= image.height();
            return shrinks ? CoveredArea.mean(image, target) : FixedPointBilinear.narrow(image, target);
        }
    };

    abstract Image stretch(Image image, ImageSize target);

    @Override
    public Image resize(Image image, ImageSize target) {
        return image.size().equals(target) ? image : stretch(image, target);
    }
}
