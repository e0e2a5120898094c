package io.iclight.io.image;

import java.util.Objects;

/**
 * Resizes until an image covers the target, and cuts what stands over in equal parts from both sides.
 *
 * <p>Where an odd number of pixels stands over, the box has halves, which round to the even pixel line on both sides, so
 * that an odd target can come out a pixel larger or smaller. The result has exactly the target's size where the target's
 * sides are even.
 *
 * <p>Source: lllyasviel/IC-Light, {@code gradio_demo.py}, {@code resize_and_center_crop}.
 *
 * @param resizer how the image is brought to the size that covers the target
 */
public record CenterCrop(Resizer resizer) implements Resizer {

    /** As the demo does it. */
    public static final CenterCrop LANCZOS = new CenterCrop(PillowFilter.LANCZOS);

    /** Checks the component. */
    public CenterCrop {
        Objects.requireNonNull(resizer, "resizer");
    }

    @Override
    public Image resize(Image image, ImageSize target) {
        double scale = Math.max((double) target.width() / image.width(), (double) target.height() / image.height());
        ImageSize covering =
                new ImageSize((int) Math.rint(image.width() * scale), (int) Math.rint(image.height() * scale));
        Image resized = resizer.resize(image, covering);
        return resized.crop(new PixelBox(
                (int) Math.rint((covering.width() - target.width()) / 2.0),
                (int) Math.rint((covering.height() - target.height()) / 2.0),
                (int) Math.rint((covering.width() + target.width()) / 2.0),
                (int) Math.rint((covering.height() + target.height()) / 2.0)));
    }
}
