package io.iclight.train.matting;

import io.iclight.train.render.noise.Chance;

/**
 * Where and how large a picture is put: for each pixel of the result, the point of the picture that it shows.
 *
 * @param across how far that point moves to the right for a pixel to the right
 * @param down how far it moves to the right for a pixel down; it moves as far up for a pixel to the right
 * @param flip -1 for a mirrored picture, else 1
 * @param x of the point that the middle shows, from the picture's middle, as a share of its size
 * @param y of that point
 */
record Placement(double across, double down, double flip, double x, double y) {

    /** What lies beyond a picture's edges. */
    enum Beyond {
        /** Zeros. */
        NOTHING,
        /** The picture again, mirrored at its edge. */
        MIRRORED
    }

    /** A placement of a subject: somewhat turned, larger or smaller, moved, mirrored or not. */
    static Placement ofSubject(Chance chance) {
        double zoom = 1 / chance.between(0.65, 1.5);
        double angle = chance.near(0, 0.3);
        return new Placement(
                zoom * Math.cos(angle),
                zoom * Math.sin(angle),
                chance.sign(),
                chance.near(0, 0.3) * zoom,
                chance.near(0, 0.25) * zoom);
    }

    /** The same for a subject that goes on below the picture: its cut stays at the lower edge, or beyond. */
    Placement standing() {
        return new Placement(across, down, flip, x, Math.min(y, 0.5 * (1 - across) - 0.02));
    }

    /** A part of a background. */
    static Placement ofBackground(Chance chance) {
        double zoom = 1 / chance.between(1, 2.5);
        double room = 0.5 * (1 - zoom);
        return new Placement(zoom, 0, chance.sign(), chance.between(-room, room), chance.between(-room, room));
    }

    /**
     * Puts a picture.
     *
     * @param values row by row, the channels of a pixel beside each other
     * @param channels how many
     * @param size of the square picture
     * @param beyond what lies beyond its edges
     * @return a picture of the same size
     */
    float[] apply(float[] values, int channels, int size, Beyond beyond) {
        float[] result = new float[values.length];
        double middle = 0.5 * (size - 1);
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                double right = (column - middle) * flip;
                double u = middle + x * size + across * right + down * (row - middle);
                double v = middle + y * size - down * right + across * (row - middle);
                sample(values, channels, size, beyond, u, v, result, (row * size + column) * channels);
            }
        }
        return result;
    }

    private static void sample(
            float[] values, int channels, int size, Beyond beyond, double u, double v, float[] result, int to) {
        int left = (int) Math.floor(u);
        int top = (int) Math.floor(v);
        for (int corner = 0; corner < 4; corner++) {
            int column = left + (corner & 1);
            int row = top + (corner >> 1);
            double weight = (1 - Math.abs(u - column)) * (1 - Math.abs(v - row));
            if (beyond == Beyond.MIRRORED) {
                column = mirrored(column, size);
                row = mirrored(row, size);
            }
            if (column >= 0 && row >= 0 && column < size && row < size) {
                int from = (row * size + column) * channels;
                for (int c = 0; c < channels; c++) {
                    result[to + c] += (float) weight * values[from + c];
                }
            }
        }
    }

    private static int mirrored(int index, int size) {
        int folded = Math.floorMod(index, 2 * size);
        return Math.min(folded, 2 * size - 1 - folded);
    }
}
