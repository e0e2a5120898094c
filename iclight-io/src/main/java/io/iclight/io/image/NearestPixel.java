package io.iclight.io.image;

/**
 * Resizing that weighs nothing.
 *
 * <p>Source: python-pillow/Pillow 9.4.0, {@code src/libImaging/Geometry.c}, {@code ImagingScaleAffine}.
 */
final class NearestPixel {

    private NearestPixel() {}

    static Image resize(Image image, ImageSize target) {
        int[] columns = positions(image.width(), target.width());
        int[] rows = positions(image.height(), target.height());
        int channels = image.channels();
        byte[] from = image.raw();
        byte[] to = Image.allocate(target, image.format());
        int next = 0;
        for (int row : rows) {
            for (int column : columns) {
                System.arraycopy(from, (row * image.width() + column) * channels, to, next, channels);
                next += channels;
            }
        }
        return Image.wrap(target, image.format(), to);
    }

    /** Positions are summed up, not multiplied out: the roundings of the sum decide where it falls between two. */
    private static int[] positions(int source, int target) {
        int[] positions = new int[target];
        double step = (double) source / target;
        double position = step * 0.5;
        for (int i = 0; i < target; i++) {
            positions[i] = Math.min((int) position, source - 1);
            position += step;
        }
        return positions;
    }
}
