package io.iclight.io.image;

/**
 * How the stored rows and columns of a photograph lie in the scene, by the numbers of EXIF's tag 0x0112 (CIPA DC-008,
 * 4.6.4 A).
 */
enum Orientation {
    /** 1: as stored. */
    UPRIGHT,
    /** 2: left and right are swapped. */
    MIRRORED,
    /** 3: to be turned by 180°. */
    UPSIDE_DOWN,
    /** 4: top and bottom are swapped. */
    FLIPPED,
    /** 5: rows and columns are swapped. */
    TRANSPOSED,
    /** 6: to be turned clockwise by 90°. */
    TURNED_LEFT,
    /** 7: rows and columns are swapped about the other diagonal. */
    TRANSVERSED,
    /** 8: to be turned anticlockwise by 90°. */
    TURNED_RIGHT;

    /** Unknown numbers mean as stored, as they do to other programs. */
    static Orientation ofExif(int number) {
        return number >= 1 && number <= values().length ? values()[number - 1] : UPRIGHT;
    }

    private boolean swapsSides() {
        return ordinal() >= TRANSPOSED.ordinal();
    }

    /** Returns the image as it is to be seen. */
    Image apply(Image stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        int width = stored.width();
        int height = stored.height();
        ImageSize size = swapsSides() ? new ImageSize(height, width) : stored.size();
        int channels = stored.channels();
        byte[] from = stored.raw();
        byte[] to = Image.allocate(size, stored.format());
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                int source = (row(x, y, height) * width + column(x, y, width)) * channels;
                System.arraycopy(from, source, to, (y * size.width() + x) * channels, channels);
            }
        }
        return Image.wrap(size, stored.format(), to);
    }

    /** The stored column that is seen at (x, y). */
    private int column(int x, int y, int storedWidth) {
        return switch (this) {
            case UPRIGHT, FLIPPED -> x;
            case MIRRORED, UPSIDE_DOWN -> storedWidth - 1 - x;
            case TRANSPOSED, TURNED_LEFT -> y;
            case TRANSVERSED, TURNED_RIGHT -> storedWidth - 1 - y;
        };
    }

    /** The stored row that is seen at (x, y). */
    private int row(int x, int y, int storedHeight) {
        return switch (this) {
            case UPRIGHT, MIRRORED -> y;
            case UPSIDE_DOWN, FLIPPED -> storedHeight - 1 - y;
            case TRANSPOSED, TURNED_RIGHT -> x;
            case TURNED_LEFT, TRANSVERSED -> storedHeight - 1 - x;
        };
    }
}
