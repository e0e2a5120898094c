package io.iclight.io.image;

import com.google.common.collect.ImmutableList;

/**
 * A part of a JPEG file that is no compressed data (ITU-T T.81, annex B).
 *
 * @param marker the code that says what it is
 * @param begin where in the file its marker begins
 * @param data what follows its length
 */
record JpegSegment(int marker, int begin, byte[] data) {

    static final int APP1 = 0xE1;
    static final int APP2 = 0xE2;

    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int LENGTH_BYTES = 2;

    /** Reads all segments to the marker that ends the image; what follows it is not looked at. */
    static ImmutableList<JpegSegment> readAll(FileCursor cursor) {
        cursor.skip(2, "JPEG start marker");
        ImmutableList.Builder<JpegSegment> segments = ImmutableList.builder();
        int marker = nextMarker(cursor);
        while (marker != END_OF_IMAGE) {
            segments.add(read(marker, cursor));
            marker = marker == START_OF_SCAN ? markerAfterScan(cursor) : nextMarker(cursor);
        }
        return segments.build();
    }

    private static int nextMarker(FileCursor cursor) {
        int first = cursor.u8("JPEG marker");
        int code = cursor.u8("JPEG marker");
        while (first == 0xFF && code == 0xFF) {
            code = cursor.u8("JPEG marker");
        }
        if (first != 0xFF || code == 0) {
            throw cursor.damaged("a JPEG marker", "FF01..FFFE", String.format("%02X%02X", first, code));
        }
        return code;
    }

    private static JpegSegment read(int marker, FileCursor cursor) {
        int begin = cursor.position() - 2;
        int length = cursor.u16("JPEG segment length");
        if (length < LENGTH_BYTES) {
            throw cursor.damaged("a JPEG segment's length", "of 2 or more", length);
        }
        return new JpegSegment(marker, begin, cursor.bytes(length - LENGTH_BYTES, "JPEG segment"));
    }

    /** In compressed data FF is followed by 00, or by the number of a restart. */
    private static int markerAfterScan(FileCursor cursor) {
        int previous = 0;
        while (true) {
            int next = cursor.u8("JPEG data, or the marker that ends the image");
            boolean stuffedOrRestart = next == 0 || next >= 0xD0 && next <= 0xD7;
            if (previous == 0xFF && next != 0xFF && !stuffedOrRestart) {
                return next;
            }
            previous = next;
        }
    }

    /** Says whether it describes the image: of the codes C0 to CF, C4, C8 and CC are tables and an extension. */
    boolean isFrame() {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /** Returns where in the file the segment ends. */
    int end() {
        return begin + 2 + LENGTH_BYTES + data.length;
    }
}
