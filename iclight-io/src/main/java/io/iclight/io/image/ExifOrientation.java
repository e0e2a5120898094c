package io.iclight.io.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the orientation among EXIF tags. Tags that cannot be understood say nothing; the picture counts.
 *
 * <p>Nothing but the first directory of the TIFF structure is read (TIFF 6.0, section 2): its tags are of the picture,
 * and directories within it may be nested without end.
 */
final class ExifOrientation {

    private static final byte[] PREAMBLE = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private static final int HEADER_BYTES = 8;
    private static final int LITTLE_ENDIAN = 0x4949;
    private static final int BIG_ENDIAN = 0x4D4D;
    private static final int TIFF = 42;

    private static final int COUNT_BYTES = 2;
    private static final int ENTRY_BYTES = 12;
    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private ExifOrientation() {}

    /** Says whether a JPEG segment holds EXIF tags. */
    static boolean hasPreamble(byte[] segment) {
        return segment.length >= PREAMBLE.length
                && Arrays.equals(segment, 0, PREAMBLE.length, PREAMBLE, 0, PREAMBLE.length);
    }

    /** Reads a TIFF structure, which may have EXIF's preamble in front of it. */
    static Orientation of(byte[] exif) {
        int begin = hasPreamble(exif) ? PREAMBLE.length : 0;
        ByteBuffer tiff = ByteBuffer.wrap(exif, begin, exif.length - begin).slice();
        if (tiff.limit() < HEADER_BYTES) {
            return Orientation.UPRIGHT;
        }
        return switch (tiff.getShort(0)) {
            case LITTLE_ENDIAN -> inOrder(tiff.order(ByteOrder.LITTLE_ENDIAN));
            case BIG_ENDIAN -> inOrder(tiff);
            default -> Orientation.UPRIGHT;
        };
    }

    private static Orientation inOrder(ByteBuffer tiff) {
        long directory = Integer.toUnsignedLong(tiff.getInt(4));
        if (tiff.getShort(2) != TIFF || directory > tiff.limit() - COUNT_BYTES) {
            return Orientation.UPRIGHT;
        }
        int first = (int) directory + COUNT_BYTES;
        int there = (tiff.limit() - first) / ENTRY_BYTES;
        int entries = Math.min(Short.toUnsignedInt(tiff.getShort((int) directory)), there);
        for (int i = 0; i < entries; i++) {
            int entry = first + i * ENTRY_BYTES;
            if (tiff.getShort(entry) == TAG) {
                return ofEntry(tiff, entry);
            }
        }
        return Orientation.UPRIGHT;
    }

    /** After the tag: the kind of number, how many there are, and the one. */
    private static Orientation ofEntry(ByteBuffer tiff, int entry) {
        if (tiff.getInt(entry + 4) != 1) {
            return Orientation.UPRIGHT;
        }
        return switch (tiff.getShort(entry + 2)) {
            case SHORT -> Orientation.ofExif(tiff.getShort(entry + 8));
            case LONG -> Orientation.ofExif(tiff.getInt(entry + 8));
            default -> Orientation.UPRIGHT;
        };
    }
}
