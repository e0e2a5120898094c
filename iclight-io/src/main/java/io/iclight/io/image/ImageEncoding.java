package io.iclight.io.image;

import io.iclight.io.file.AtomicFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A file format together with its settings. */
@FunctionalInterface
public interface ImageEncoding {

    /**
     * Encodes an image.
     *
     * @param image what to encode
     * @return the bytes of a file
     * @throws IllegalArgumentException if the format cannot hold such an image
     */
    byte[] encode(Image image);

    /**
     * Writes a file, replacing one of that name. It is written beside its place and then moved, so that no reader ever
     * sees a part of it.
     *
     * @param image what to write
     * @param file in a folder that exists; its name does not matter
     * @throws IllegalArgumentException if the format cannot hold such an image
     * @throws UncheckedIOException if it cannot be written
     */
    default void write(Image image, Path file) {
        AtomicFile.write(file, encode(image));
    }

    /**
     * Chooses the encoding by a file's extension: PNG, JPEG at quality 95, or lossless WebP.
     *
     * @param file a name that ends in {@code .png}, {@code .jpg} or {@code .webp}, or another extension of these
     * @return the encoding
     * @throws ImageFileException if the extension is none of those
     */
    static ImageEncoding forFile(Path file) {
        ImageFormat format = ImageFormat.ofFileName(String.valueOf(file.getFileName()))
                .orElseThrow(() -> new ImageFileException(
                        file.toString(), "expected a name that ends in .png, .jpg or .webp; rename it"));
        return switch (format) {
            case PNG -> PngEncoding.PLAIN;
            case JPEG -> JpegEncoding.STANDARD;
            case WEBP -> WebpEncoding.LOSSLESS;
        };
    }
}
