package io.iclight.io.image;

import java.util.stream.IntStream;

/**
 * Bilinear resizing with weights of 11 bits.
 *
 * <p>Source: opencv/opencv 4.6, {@code modules/imgproc/src/resize.cpp}: {@code hal::resize}, {@code HResizeLinear} and
 * {@code VResizeLinear}.
 */
final class FixedPointBilinear {

    private static final int ONE = 1 << 11;

    private FixedPointBilinear() {}

    static Image linear(Image image, ImageSize target) {
        boolean halved = image.width() == 2 * target.width() && image.height() == 2 * target.height();
        if (halved) {
            return CoveredArea.mean(image, target);
        }
        return stretch(
                image,
                target,
                Axis.linear(image.width(), target.width()),
                Axis.linear(image.height(), target.height()));
    }

    static Image narrow(Image image, ImageSize target) {
        return stretch(
                image,
                target,
                Axis.narrow(image.width(), target.width()),
                Axis.narrow(image.height(), target.height()));
    }

    private static Image stretch(Image image, ImageSize target, Axis columns, Axis rows) {
        int channels = image.channels();
        int rowLength = target.width() * channels;
        byte[] to = Image.allocate(target, image.format());
        IntStream.range(0, target.height()).parallel().forEach(y -> {
            int[] above = row(image, columns, rows.position[y]);
            int[] below = row(image, columns, rows.position[y] + 1);
            int down = rows.weight[y];
            int up = rows.complement[y];
            for (int i = 0; i < rowLength; i++) {
                int sum = ((up * (above[i] >> 4)) >> 16) + ((down * (below[i] >> 4)) >> 16);
                to[y * rowLength + i] = (byte) ((sum + 2) >> 2);
            }
        });
        return Image.wrap(target, image.format(), to);
    }

    /** One source row, stretched, its samples times 2048. */
    private static int[] row(Image image, Axis columns, int y) {
        int channels = image.channels();
        byte[] from = image.raw();
        int begin = Math.max(0, Math.min(image.height() - 1, y)) * image.width();
        int last = image.width() - 1;
        int[] row = new int[columns.position.length * channels];
        for (int i = 0; i < row.length; i++) {
            int x = i / channels;
            int left = Math.max(0, Math.min(last, columns.position[x]));
            int right = Math.max(0, Math.min(last, columns.position[x] + 1));
            row[i] = Byte.toUnsignedInt(from[(begin + left) * channels + i % channels]) * columns.complement[x]
                    + Byte.toUnsignedInt(from[(begin + right) * channels + i % channels]) * columns.weight[x];
        }
        return row;
    }

    /** For each target position the source position before it, and the weights of the one after it and of itself. */
    private record Axis(int[] position, int[] weight, int[] complement) {

        private static Axis of(int target) {
            return new Axis(new int[target], new int[target], new int[target]);
        }

        private void set(int target, int source, float fraction) {
            position[target] = source;
            weight[target] = (int) Math.rint(fraction * ONE);
            complement[target] = (int) Math.rint((1 - fraction) * ONE);
        }

        static Axis linear(int source, int target) {
            Axis axis = of(target);
            double scale = 1 / ((double) target / source);
            for (int i = 0; i < target; i++) {
                float position = (float) ((i + 0.5) * scale - 0.5);
                int before = (int) Math.floor(position);
                axis.set(i, before, position - before);
            }
            return axis;
        }

        /** Weighs the next pixel only by how far the target pixel reaches into it. */
        static Axis narrow(int source, int target) {
            Axis axis = of(target);
            double inverse = (double) target / source;
            double scale = 1 / inverse;
            for (int i = 0; i < target; i++) {
                int before = (int) Math.floor(i * scale);
                float fraction = (float) ((i + 1) - (before + 1) * inverse);
                axis.set(i, before, fraction <= 0 ? 0 : fraction - (float) Math.floor(fraction));
            }
            return axis;
        }
    }
}
