package io.iclight.io.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/**
 * JPEG: small, and never quite the same.
 *
 * @param quality in 1…100
 */
public record JpegEncoding(int quality) implements ImageEncoding {

    /** Quality 95. */
    public static final JpegEncoding STANDARD = new JpegEncoding(95);

    /** Checks the component. */
    public JpegEncoding {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("quality must be in 1..100, was " + quality);
        }
    }

    @Override
    public byte[] encode(Image image) {
        if (image.format() == PixelFormat.RGBA) {
            throw new IllegalArgumentException("JPEG cannot hold opacity, and the image of " + image
                    + " has it; write PNG or WebP, or take its colours by toRgb()");
        }
        try {
            ImageWriter writer = ImageCodecs.jpegWriter();
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(quality / 100f);
            return ImageCodecs.encode(writer, settings, image.toBufferedImage());
        } catch (IOException e) {
            throw new UncheckedIOException("the image of " + image + " cannot be encoded as JPEG: " + e, e);
        }
    }
}
