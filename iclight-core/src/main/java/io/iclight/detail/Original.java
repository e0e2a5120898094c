package io.iclight.detail;

import io.iclight.io.image.CenterCrop;
import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.Matte;
import io.iclight.io.image.PillowFilter;
import java.util.Objects;

/**
 * The photo that was relit, as a finish sees it.
 *
 * @param photo RGB, cropped around its centre and resized as the model saw it
 * @param matte one channel of the same size: 1 where the subject is, 0 where it is not
 */
public record Original(Image photo, FloatImage matte) {

    private static final int GREY = 127;

    /** Checks the components. */
    public Original {
        Objects.requireNonNull(photo, "photo");
        Masks.check(matte, photo.size());
    }

    /**
     * Brings a photo to the size of a result. Where it has that size, no pixel changes.
     *
     * @param photo of any size; its opacity is not looked at
     * @param matte of the photo's size
     * @param size of the result
     * @return the photo as a finish sees it
     */
    public static Original of(Image photo, Matte matte, ImageSize size) {
        Image opacity = matte.opacity().quantized(255, 0.5f);
        Image resized = new CenterCrop(PillowFilter.BILINEAR).resize(opacity, size);
        return new Original(CenterCrop.LANCZOS.resize(photo.toRgb(), size), FloatImage.ofUnit(resized));
    }

    /**
     * Lays the subject over another picture.
     *
     * @param background RGB, of the same size
     * @return RGB, of the same size
     * @throws IllegalArgumentException if the sizes differ
     */
    public Image over(Image background) {
        return new Original(background, matte).behind(photo);
    }

    /** The subject on the grey that models take for nothing. */
    Image foreground() {
        return over(Image.filled(photo.size(), GREY, GREY, GREY));
    }

    /** Blends another picture in where the subject is; where it is not, not a bit changes. */
    Image behind(Image subject) {
        byte[] blended = photo.samples();
        byte[] over = subject.samples();
        float[] weights = matte.values();
        for (int i = 0; i < blended.length; i++) {
            float weight = weights[i / 3];
            float sample = weight * Byte.toUnsignedInt(over[i]) + (1 - weight) * Byte.toUnsignedInt(blended[i]);
            blended[i] = (byte) Math.round(sample);
        }
        return Image.of(photo.size(), photo.format(), blended);
    }
}
