package io.iclight.io.image;

import java.awt.image.BufferedImage;
import java.io.IOException;

/** A still WebP file that is whole: every chunk that its header announces is there (RFC 9649). */
record WebpFile(ImageSize size, Orientation orientation, byte[] file) implements EncodedImage {

    private static final int LOSSLESS_SIGNATURE = 0x2F;
    private static final int LOSSY_START_CODE = 0x2A019D;
    private static final int CHUNK_HEADER_BYTES = 8;

    static WebpFile open(FileCursor cursor, byte[] file) {
        cursor.skip(4, "RIFF signature");
        FileCursor riff = cursor.part(cursor.u32Reversed("RIFF length"), "RIFF chunks");
        riff.skip(4, "WEBP signature");
        ImageSize size = null;
        Orientation orientation = Orientation.UPRIGHT;
        while (riff.remaining() >= CHUNK_HEADER_BYTES) {
            String type = riff.tag("WebP chunk type");
            long length = riff.u32Reversed("WebP chunk length");
            FileCursor chunk = riff.part(length, "WebP chunk");
            riff.skip(Math.min(length % 2, riff.remaining()), "WebP padding");
            switch (type) {
                case "VP8 " -> size = size == null ? lossySize(chunk) : size;
                case "VP8L" -> size = size == null ? losslessSize(chunk) : size;
                case "VP8X" -> size = size == null ? extendedSize(chunk) : size;
                case "EXIF" -> orientation = ExifOrientation.of(chunk.bytes(chunk.remaining(), "EXIF"));
                case "ANIM", "ANMF" ->
                    throw riff.failure("expected a still WebP picture, found an animation; save one of its pictures");
                default -> {}
            }
        }
        if (size == null) {
            throw riff.damaged("a WebP picture", "VP8, VP8L or VP8X", "none");
        }
        return new WebpFile(size, orientation, file);
    }

    private static ImageSize lossySize(FileCursor chunk) {
        chunk.skip(3, "VP8 frame tag");
        int startCode = chunk.u24Reversed("VP8 start code");
        if (startCode != LOSSY_START_CODE) {
            throw chunk.damaged("the VP8 start code", "2A019D", String.format("%06X", startCode));
        }
        int width = chunk.u16Reversed("VP8 width") & 0x3FFF;
        int height = chunk.u16Reversed("VP8 height") & 0x3FFF;
        if (width == 0 || height == 0) {
            throw chunk.damaged("WebP width and height", "in 1..16383", width + " and " + height);
        }
        return new ImageSize(width, height);
    }

    private static ImageSize losslessSize(FileCursor chunk) {
        int signature = chunk.u8("VP8L signature");
        if (signature != LOSSLESS_SIGNATURE) {
            throw chunk.damaged("the VP8L signature", "2F", String.format("%02X", signature));
        }
        long bits = chunk.u32Reversed("VP8L header");
        return new ImageSize((int) (bits & 0x3FFF) + 1, (int) (bits >> 14 & 0x3FFF) + 1);
    }

    private static ImageSize extendedSize(FileCursor chunk) {
        chunk.skip(4, "VP8X flags");
        return new ImageSize(chunk.u24Reversed("WebP width") + 1, chunk.u24Reversed("WebP height") + 1);
    }

    @Override
    public BufferedImage decode() throws IOException {
        try {
            return ImageCodecs.decode(ImageCodecs.webpReader(), file);
        } catch (OutOfMemoryError e) {
            // Without a message it is libwebp's answer to damaged data, not the JVM's.
            if (e.getMessage() != null) {
                throw e;
            }
            throw new IOException("libwebp found tables of impossible sizes", e);
        }
    }
}
