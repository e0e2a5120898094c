package io.iclight.io.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of picture files that are read and written. */
public enum ImageFormat {
    /** Baseline and progressive JPEG; grey, RGB and CMYK. */
    JPEG("jpg", "jpeg", "jpe", "jfif"),
    /** Portable Network Graphics. */
    PNG("png"),
    /** Still WebP, lossy or lossless. */
    WEBP("webp");

    private final String[] extensions;

    ImageFormat(String... extensions) {
        this.extensions = extensions;
    }

    /**
     * Finds the format of a file by what it begins with; its name does not matter.
     *
     * @param file the file's bytes, or at least the first twelve
     * @return the format, or empty if it is none of these
     */
    public static Optional<ImageFormat> detect(byte[] file) {
        if (begins(file, 0, "\u00FF\u00D8\u00FF")) {
            return Optional.of(JPEG);
        }
        if (begins(file, 0, "\u0089PNG\r\n\u001A\n")) {
            return Optional.of(PNG);
        }
        if (begins(file, 0, "RIFF") && begins(file, 8, "WEBP")) {
            return Optional.of(WEBP);
        }
        return Optional.empty();
    }

    /**
     * Finds the format that a file is to be written in.
     *
     * @param fileName a name with an extension, in any case
     * @return the format, or empty if the extension is none of those in use for these
     */
    public static Optional<ImageFormat> ofFileName(String fileName) {
        String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> Arrays.asList(format.extensions).contains(extension))
                .findFirst();
    }

    static boolean begins(byte[] file, int offset, String latin1) {
        byte[] expected = latin1.getBytes(StandardCharsets.ISO_8859_1);
        return file.length >= offset + expected.length
                && Arrays.equals(file, offset, offset + expected.length, expected, 0, expected.length);
    }
}
