package io.iclight.io.image;

import com.google.common.collect.ImmutableList;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReader;

/** A JPEG file that is whole. */
record JpegFile(ImageSize size, int components, ImmutableList<JpegSegment> segments, byte[] file)
        implements EncodedImage {

    private static final int CMYK_COMPONENTS = 4;

    /** How libjpeg, inside of the JDK, words it. */
    private static final String DATA_LACK = "premature end of data segment";

    static JpegFile open(FileCursor cursor, byte[] file) {
        ImmutableList<JpegSegment> segments = JpegSegment.readAll(cursor);
        JpegSegment frame = segments.stream()
                .filter(JpegSegment::isFrame)
                .findFirst()
                .orElseThrow(() -> cursor.damaged("a JPEG frame header", "before the end of the image", "none"));
        FileCursor fields = cursor.within(frame.data());
        fields.skip(1, "JPEG sample precision");
        int height = fields.u16("JPEG height");
        int width = fields.u16("JPEG width");
        int components = fields.u8("number of JPEG components");
        if (width == 0 || height == 0) {
            throw cursor.damaged("JPEG width and height", "in 1..65535", width + " and " + height);
        }
        return new JpegFile(new ImageSize(width, height), components, segments, file);
    }

    @Override
    public Orientation orientation() {
        return segments.stream()
                .filter(segment -> segment.marker() == JpegSegment.APP1 && ExifOrientation.hasPreamble(segment.data()))
                .findFirst()
                .map(segment -> ExifOrientation.of(segment.data()))
                .orElse(Orientation.UPRIGHT);
    }

    /** The decoder would apply a colour profile, but only CMYK is to be converted; and it fills in data that lack. */
    @Override
    public BufferedImage decode() throws IOException {
        List<String> warnings = new ArrayList<>();
        ImageReader reader = ImageCodecs.jpegReader();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        BufferedImage image = ImageCodecs.decode(reader, components == CMYK_COMPONENTS ? file : withoutProfile());
        for (String warning : warnings) {
            if (warning.contains(DATA_LACK)) {
                throw new IOException(warning);
            }
        }
        return image;
    }

    private byte[] withoutProfile() {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length);
        int begin = 0;
        for (JpegSegment segment : segments) {
            if (segment.marker() == JpegSegment.APP2 && ImageFormat.begins(segment.data(), 0, "ICC_PROFILE\0")) {
                kept.write(file, begin, segment.begin() - begin);
                begin = segment.end();
            }
        }
        kept.write(file, begin, file.length - begin);
        return kept.toByteArray();
    }
}
