package io.iclight.io.image;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReader;

/**
 * A JPEG file that is whole: its markers were followed to the one that ends the image (ITU-T T.81, annex B). What comes
 * after that is not looked at.
 */
final class JpegFile implements EncodedImage {

    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int CMYK_COMPONENTS = 4;

    /** How libjpeg, inside of the JDK, words it. */
    private static final String DATA_LACK = "premature end of data segment";

    private final byte[] file;
    private final ImmutableRangeSet.Builder<Integer> profiles = ImmutableRangeSet.builder();
    private ImageSize size;
    private int components;
    private Orientation orientation = Orientation.UPRIGHT;

    private JpegFile(byte[] file) {
        this.file = file;
    }

    static JpegFile open(FileCursor cursor, byte[] file) {
        JpegFile jpeg = new JpegFile(file);
        cursor.skip(2, "JPEG start marker");
        int marker = marker(cursor);
        while (marker != END_OF_IMAGE) {
            jpeg.segment(marker, cursor);
            marker = marker == START_OF_SCAN ? markerAfterScan(cursor) : marker(cursor);
        }
        if (jpeg.size == null) {
            throw cursor.damaged("a JPEG frame header", "before the end of the image", "none");
        }
        return jpeg;
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

    private void segment(int marker, FileCursor cursor) {
        int begin = cursor.position() - 2;
        int length = cursor.u16("JPEG segment length");
        if (length < 2) {
            throw cursor.damaged("a JPEG segment's length", "of 2 or more", length);
        }
        FileCursor segment = cursor.part(length - 2L, "JPEG segment");
        if (isFrame(marker) && size == null) {
            frame(segment);
        } else if (marker == APP1) {
            byte[] data = segment.bytes(segment.remaining(), "JPEG segment");
            orientation = ExifOrientation.hasPreamble(data) ? ExifOrientation.of(data) : orientation;
        } else if (marker == APP2 && ImageFormat.begins(file, segment.position(), "ICC_PROFILE\0")) {
            profiles.add(Range.closedOpen(begin, cursor.position()));
        }
    }

    /** Start-of-frame markers; C4, C8 and CC among them are tables and an extension. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private void frame(FileCursor frame) {
        frame.skip(1, "JPEG sample precision");
        int height = frame.u16("JPEG height");
        int width = frame.u16("JPEG width");
        components = frame.u8("number of JPEG components");
        if (width == 0 || height == 0) {
            throw frame.damaged("JPEG width and height", "in 1..65535", width + " and " + height);
        }
        size = new ImageSize(width, height);
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
    public ImageSize size() {
        return size;
    }

    @Override
    public Orientation orientation() {
        return orientation;
    }

    /** The decoder would apply a colour profile, but only CMYK is to be converted; and it fills in data that lack. */
    @Override
    public BufferedImage decode() throws IOException {
        List<String> warnings = new ArrayList<>();
        ImageReader reader = ImageCodecs.jpegReader();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        BufferedImage image = ImageCodecs.decode(reader, components == CMYK_COMPONENTS ? file : withoutProfiles());
        for (String warning : warnings) {
            if (warning.contains(DATA_LACK)) {
                throw new IOException(warning);
            }
        }
        return image;
    }

    private byte[] withoutProfiles() {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length);
        int begin = 0;
        for (Range<Integer> profile : profiles.build().asRanges()) {
            kept.write(file, begin, profile.lowerEndpoint() - begin);
            begin = profile.upperEndpoint();
        }
        kept.write(file, begin, file.length - begin);
        return kept.toByteArray();
    }
}
