package io.iclight.io.image;

import com.luciad.imageio.webp.CompressionType;
import com.luciad.imageio.webp.WebPWriteParam;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.OptionalInt;
import javax.imageio.ImageWriteParam;

/**
 * WebP, lossless or lossy, with opacity. Grey images are written as RGB.
 *
 * @param quality in 0…100, or empty for lossless, which keeps the colours of transparent pixels too
 */
public record WebpEncoding(OptionalInt quality) implements ImageEncoding {

    /** Every sample stays as it is. */
    public static final WebpEncoding LOSSLESS = new WebpEncoding(OptionalInt.empty());

    private static final int MAX_SIDE = 16383;

    /** Checks the component. */
    public WebpEncoding {
        quality.ifPresent(percent -> {
            if (percent < 0 || percent > 100) {
                throw new IllegalArgumentException("quality must be in 0..100, was " + percent);
            }
        });
    }

    /**
     * Returns a lossy encoding.
     *
     * @param quality in 0…100
     * @return the encoding
     */
    public static WebpEncoding lossy(int quality) {
        return new WebpEncoding(OptionalInt.of(quality));
    }

    @Override
    public byte[] encode(Image image) {
        if (image.width() > MAX_SIDE || image.height() > MAX_SIDE) {
            throw new IllegalArgumentException("a side of a WebP picture has at most " + MAX_SIDE
                    + " pixels, but the image is " + image.size() + "; write PNG");
        }
        Image colours = image.format() == PixelFormat.GREY ? image.toRgb() : image;
        try {
            return ImageCodecs.encode(ImageCodecs.webpWriter(), settings(), colours.toBufferedImage());
        } catch (IOException e) {
            throw new UncheckedIOException("the image of " + image + " cannot be encoded as WebP: " + e, e);
        }
    }

    private WebPWriteParam settings() {
        WebPWriteParam settings = new WebPWriteParam(Locale.ROOT);
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionType(quality.isPresent() ? CompressionType.Lossy : CompressionType.Lossless);
        settings.setExact(quality.isEmpty());
        quality.ifPresent(percent -> settings.setCompressionQuality(percent / 100f));
        return settings;
    }
}
