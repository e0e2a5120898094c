package io.iclight.io.image;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.awt.image.BufferedImage;
import java.io.IOException;

/** A PNG file that is whole. */
record PngFile(ImageSize size, ImmutableList<PngChunk> chunks) implements EncodedImage {

    /** All that pixels depend on. Other chunks never reach the decoder: some of them unpack to any length. */
    private static final ImmutableSet<String> PIXEL_CHUNKS = ImmutableSet.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    static PngFile open(FileCursor cursor) {
        ImmutableList<PngChunk> chunks = PngChunk.readAll(cursor);
        PngChunk header = chunks.get(0);
        if (!header.type().equals("IHDR") || header.data().length != 13) {
            throw cursor.damaged(
                    "as the first PNG chunk",
                    "IHDR of 13 bytes",
                    header.type() + " of " + header.data().length + " bytes");
        }
        FileCursor fields = cursor.within(header.data());
        long width = fields.u32("width");
        long height = fields.u32("height");
        if (width < 1 || width > Integer.MAX_VALUE || height < 1 || height > Integer.MAX_VALUE) {
            throw cursor.damaged("width and height", "in 1..2147483647", width + " and " + height);
        }
        if (chunks.stream().noneMatch(chunk -> chunk.type().equals("IDAT"))) {
            throw cursor.damaged("at least one PNG chunk", "IDAT", "none");
        }
        return new PngFile(new ImageSize((int) width, (int) height), chunks);
    }

    @Override
    public Orientation orientation() {
        return chunks.stream()
                .filter(chunk -> chunk.type().equals("eXIf"))
                .findFirst()
                .map(chunk -> ExifOrientation.of(chunk.data()))
                .orElse(Orientation.UPRIGHT);
    }

    @Override
    public BufferedImage decode() throws IOException {
        byte[] pixels = PngChunk.write(chunks.stream()
                .filter(chunk -> PIXEL_CHUNKS.contains(chunk.type()))
                .toList());
        return ImageCodecs.decode(ImageCodecs.pngReader(), pixels);
    }
}
