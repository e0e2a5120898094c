package io.iclight.io.image;

import java.awt.image.BufferedImage;
import java.io.IOException;

/**
 * A JPEG file that is whole: its markers were followed to the one that ends the image (ITU-T T.81, annex B). What comes
 * after that is not looked at.
 */
record JpegFile(ImageSize size, Orientation orientation, byte[] file) implements EncodedImage {

    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int APP1 = 0xE1;

    static JpegFile open(FileCursor cursor, byte[] file) {
        cursor.skip(2, "JPEG start marker");
        ImageSize size = null;
        Orientation orientation = null;
        int marker = marker(cursor);
        while (marker != END_OF_IMAGE) {
            FileCursor segment = segment(cursor);
            if (isFrame(marker) && size == null) {
                size = frameSize(segment);
            } else if (marker == APP1 && orientation == null) {
                byte[] data = segment.bytes(segment.remaining(), "JPEG segment");
                orientation = ExifOrientation.hasPreamble(data) ? ExifOrientation.of(data) : null;
            }
            marker = marker == START_OF_SCAN ? markerAfterScan(cursor) : marker(cursor);
        }
        if (size == null) {
            throw cursor.damaged("a JPEG frame header", "before the end of the image", "none");
        }
        return new JpegFile(size, orientation == null ? Orientation.UPRIGHT : orientation, file);
    }

    private static int marker(FileCursor cursor) {
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

    private static FileCursor segment(FileCursor cursor) {
        int length = cursor.u16("JPEG segment length");
        if (length < 2) {
            throw cursor.damaged("a JPEG segment's length", "of 2 or more", length);
        }
        return cursor.part(length - 2L, "JPEG segment");
    }

    /** Start-of-frame markers; C4, C8 and CC among them are tables and an extension. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static ImageSize frameSize(FileCursor frame) {
        frame.skip(1, "JPEG sample precision");
        int height = frame.u16("JPEG height");
        int width = frame.u16("JPEG width");
        if (width == 0 || height == 0) {
            throw frame.damaged("JPEG width and height", "in 1..65535", width + " and " + height);
        }
        return new ImageSize(width, height);
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

    @Override
    public BufferedImage decode() throws IOException {
        return ImageCodecs.decode(ImageCodecs.jpegReader(), file);
    }
}
