package io.iclight.matting;

import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import io.iclight.io.image.Matte;
import io.iclight.io.image.PixelFormat;
import io.iclight.models.matting.Matting;
import java.util.Objects;
import java.util.Optional;

/**
 * A mask that was drawn.
 *
 * @param picture of the photo's size. If it is transparent anywhere, its opacity counts; else how light it is, as Pillow
 *     computes that: {@code 0.299 red + 0.587 green + 0.114 blue}
 */
public record MaskPicture(Image picture) implements MatteSource {

    /** Checks the component. */
    public MaskPicture {
        Objects.requireNonNull(picture, "picture");
        if (Emptiness.of(matte(picture))) {
            throw new MattingException("the mask of " + picture
                    + " selects nothing: it is black or transparent all over; make it white where the subject is");
        }
    }

    /**
     * Returns the mask as a matte.
     *
     * @return of the picture's size
     */
    public Matte matte() {
        return matte(picture);
    }

    @Override
    public Matting matting(Image photo, Optional<Matting> network) {
        if (!picture.size().equals(photo.size())) {
            throw new MattingException("the mask is " + picture.size() + ", but the photo " + photo.size()
                    + "; they must have the same size");
        }
        return anyPhoto -> matte();
    }

    private static Matte matte(Image picture) {
        if (Transparency.isIn(picture)) {
            return Matte.ofAlpha(picture);
        }
        return Matte.of(FloatImage.ofUnit(picture.format() == PixelFormat.GREY ? picture : grey(picture.toRgb())));
    }

    /** In the fixed-point arithmetic of Pillow's {@code convert("L")} ({@code Convert.c}, {@code rgb2l}). */
    private static Image grey(Image rgb) {
        byte[] samples = rgb.samples();
        byte[] grey = new byte[samples.length / 3];
        for (int i = 0; i < grey.length; i++) {
            int weighted = Byte.toUnsignedInt(samples[3 * i]) * 19595
                    + Byte.toUnsignedInt(samples[3 * i + 1]) * 38470
                    + Byte.toUnsignedInt(samples[3 * i + 2]) * 7471;
            grey[i] = (byte) ((weighted + 0x8000) >> 16);
        }
        return Image.of(rgb.size(), PixelFormat.GREY, grey);
    }

    @Override
    public String toString() {
        return "mask";
    }
}
