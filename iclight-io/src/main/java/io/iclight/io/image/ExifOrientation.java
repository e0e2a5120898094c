package io.iclight.io.image;

import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds the orientation among EXIF tags. Tags that cannot be understood say nothing; the picture counts. */
final class ExifOrientation {

    private static final byte[] PREAMBLE = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private ExifOrientation() {}

    /** Says whether a JPEG segment holds EXIF tags. */
    static boolean hasPreamble(byte[] segment) {
        return segment.length >= PREAMBLE.length
                && Arrays.equals(segment, 0, PREAMBLE.length, PREAMBLE, 0, PREAMBLE.length);
    }

    /** Reads a TIFF structure, which may have EXIF's preamble in front of it. */
    static Orientation of(byte[] exif) {
        byte[] tiff = hasPreamble(exif) ? Arrays.copyOfRange(exif, PREAMBLE.length, exif.length) : exif;
        Metadata metadata = new Metadata();
        new ExifReader().extract(new ByteArrayReader(tiff), metadata);
        ExifIFD0Directory directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        Integer number = directory == null ? null : directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
        return number == null ? Orientation.UPRIGHT : Orientation.ofExif(number);
    }
}
