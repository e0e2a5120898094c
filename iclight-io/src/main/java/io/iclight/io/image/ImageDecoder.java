package io.iclight.io.image;

import com.google.common.math.LongMath;
import io.iclight.io.file.FileAccessException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Reads JPEG, PNG and WebP files.
 *
 * <p>A file is recognised by its content, checked to be whole, and refused before decoding if it announces too many
 * pixels. The EXIF orientation is applied, so that the image is upright. Samples are taken as they are stored, without
 * regard to colour profiles; only CMYK is converted. 16-bit samples are cut to their high bytes, as Pillow does.
 *
 * @param maxPixels the most pixels that a file may have
 */
public record ImageDecoder(long maxPixels) {

    /** Allows 100 million pixels, more than most cameras make. */
    public static final ImageDecoder STANDARD = new ImageDecoder(100_000_000);

    /** No file has reason to be longer than four samples of two bytes for each pixel, and this for all the rest. */
    private static final long MAX_BYTES_PER_PIXEL = 8;

    private static final long MAX_OTHER_BYTES = 64L << 20;

    /** Checks the component. */
    public ImageDecoder {
        if (maxPixels < 1) {
            throw new IllegalArgumentException("maxPixels must be at least 1, was " + maxPixels);
        }
    }

    /**
     * Returns a decoder with another limit.
     *
     * @param limit the most pixels that a file may have
     * @return the decoder
     */
    public ImageDecoder withMaxPixels(long limit) {
        return new ImageDecoder(limit);
    }

    /**
     * Reads a file.
     *
     * @param file a JPEG, PNG or WebP file, whatever its name
     * @return the upright image
     * @throws ImageTooLargeException if it announces more pixels than {@link #maxPixels}
     * @throws ImageFileException if it is of another kind, truncated or damaged
     * @throws UncheckedIOException if it cannot be read
     */
    public Image read(Path file) {
        long maxBytes =
                LongMath.saturatedAdd(LongMath.saturatedMultiply(maxPixels, MAX_BYTES_PER_PIXEL), MAX_OTHER_BYTES);
        return decode(readBytes(file, Math.min(maxBytes, Integer.MAX_VALUE - 8)), file.toString());
    }

    static byte[] readBytes(Path file, long maxBytes) {
        try {
            long length = Files.size(file);
            if (length > maxBytes) {
                throw new ImageFileException(
                        file.toString(),
                        "expected a picture of at most " + maxBytes + " bytes, found " + length + "; make it smaller");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw FileAccessException.unreadable(file, e);
        }
    }

    /**
     * Decodes a file that is in memory.
     *
     * @param file the bytes of a JPEG, PNG or WebP file
     * @param origin what messages call it
     * @return the upright image
     * @throws ImageTooLargeException if it announces more pixels than {@link #maxPixels}
     * @throws ImageFileException if it is of another kind, truncated or damaged
     */
    public Image decode(byte[] file, String origin) {
        EncodedImage encoded = open(file, origin);
        if (encoded.size().pixels() > maxPixels) {
            throw new ImageTooLargeException(origin, encoded.size(), maxPixels);
        }
        Image stored = pixels(encoded, origin);
        if (!stored.size().equals(encoded.size())) {
            throw new ImageFileException(
                    origin,
                    "its header announces " + encoded.size() + " pixels, but it holds " + stored.size()
                            + "; the file is damaged, get it again");
        }
        return encoded.orientation().apply(stored);
    }

    private static EncodedImage open(byte[] file, String origin) {
        ImageFormat format = ImageFormat.detect(file)
                .orElseThrow(() -> new ImageFileException(
                        origin,
                        "expected a JPEG, PNG or WebP picture, found " + beginning(file)
                                + "; convert it to one of these"));
        FileCursor cursor = FileCursor.of(file, origin);
        return switch (format) {
            case JPEG -> JpegFile.open(cursor, file);
            case PNG -> PngFile.open(cursor);
            case WEBP -> WebpFile.open(cursor, file);
        };
    }

    private static String beginning(byte[] file) {
        return file.length == 0
                ? "an empty file"
                : "a file of " + file.length + " bytes that begins with "
                        + HexFormat.ofDelimiter(" ").withUpperCase().formatHex(file, 0, Math.min(8, file.length));
    }

    /** Decoders fail in many ways on damaged data, with unchecked exceptions too. */
    private static Image pixels(EncodedImage encoded, String origin) {
        try {
            return Image.of(encoded.decode());
        } catch (IOException | RuntimeException e) {
            throw new ImageFileException(
                    origin,
                    "its pixels cannot be decoded: " + e.getMessage()
                            + "; the file is damaged or of an unusual kind, save it anew",
                    e);
        } catch (LinkageError e) {
            throw new ImageFileException(
                    origin,
                    "its decoder cannot be loaded on this system: " + e.getMessage() + "; convert the file to PNG",
                    e);
        }
    }
}
