package io.iclight.io.image;

import java.util.Objects;

/**
 * Resizes until an image covers the target, and cuts what stands over in equal parts from both sides.
 *
 * <p>Where an odd number of pixels stands over, the box has halves, which round to the even pixel line on both sides, so
 * that an odd target can come out a pixel larger or smaller. The result has exactly the target's size where the target's
 * sides are even.
 *
 * <p>Of what would cover the target no more is computed than what is kept.
 *
 * <p>Source: lllyasviel/IC-Light, {@code gradio_demo.py}, {@code resize_and_center_crop}.
 *
 * @param resizer how the image is brought to the size that covers the target
 */
public record CenterCrop(Resizer resizer) implements Resizer {

    /** As the demo does it. */
    public static final CenterCrop LANCZOS = new CenterCrop(PillowFilter.LANCZOS);

    /** As far as pixels can be counted. */
    private static final int MAX_SIDE = 1 << 30;

    /** Checks the component. */
    public CenterCrop {
        Objects.requireNonNull(resizer, "resizer");
    }

    @Override
    public Image resize(Image image, ImageSize target) {
        double scale = Math.max((double) target.width() / image.width(), (double) target.height() / image.height());
        if (scale * Math.max(image.width(), image.height()) > MAX_SIDE) {
            throw new IllegalArgumentException("an image of " + image.size() + " is too narrow to cover " + target
                    + ": it would have more than " + MAX_SIDE + " columns or rows; crop it");
        }
        ImageSize covering =
                new ImageSize((int) Math.rint(image.width() * scale), (int) Math.rint(image.height() * scale));
        PixelBox middle = new PixelBox(
                (int) Math.rint((covering.width() - target.width()) / 2.0),
                (int) Math.rint((covering.height() - target.height()) / 2.0),
                (int) Math.rint((covering.width() + (double) target.width()) / 2.0),
                (int) Math.rint((covering.height() + (double) target.height()) / 2.0));
        return resizer.resize(image, covering, middle);
    }
}
