package io.iclight.train.render.noise;

/** Smooth noise without a repeat worth seeing, of about one bump a unit: Perlin's improved noise (SIGGRAPH 2002). */
public final class GradientNoise implements Field {

    private static final int SIZE = 256;

    /** Perlin's measure of extremes: the noise hardly ever leaves [-0.9, 0.9]; this fills the range. */
    private static final double GAIN = 1.1;

    private final byte[] permutation = new byte[2 * SIZE];

    /**
     * Shuffles the lattice.
     *
     * @param chance what decides
     */
    public GradientNoise(Chance chance) {
        for (int i = 0; i < SIZE; i++) {
            permutation[i] = (byte) i;
        }
        for (int i = SIZE - 1; i > 0; i--) {
            int j = chance.below(i + 1);
            byte swapped = permutation[i];
            permutation[i] = permutation[j];
            permutation[j] = swapped;
        }
        System.arraycopy(permutation, 0, permutation, SIZE, SIZE);
    }

    @Override
    public double at(double x, double y, double z) {
        double floorX = Math.floor(x);
        double floorY = Math.floor(y);
        double floorZ = Math.floor(z);
        int ix = (int) floorX & 255;
        int iy = (int) floorY & 255;
        int iz = (int) floorZ & 255;
        double fx = x - floorX;
        double fy = y - floorY;
        double fz = z - floorZ;
        double u = fade(fx);
        double v = fade(fy);
        double w = fade(fz);
        int a = next(ix) + iy;
        int b = next(ix + 1) + iy;
        int aa = next(a & 255) + iz;
        int ab = next(a + 1 & 255) + iz;
        int ba = next(b & 255) + iz;
        int bb = next(b + 1 & 255) + iz;
        double near = mix(
                v,
                mix(u, slope(next(aa & 255), fx, fy, fz), slope(next(ba & 255), fx - 1, fy, fz)),
                mix(u, slope(next(ab & 255), fx, fy - 1, fz), slope(next(bb & 255), fx - 1, fy - 1, fz)));
        double far = mix(
                v,
                mix(u, slope(next(aa + 1 & 255), fx, fy, fz - 1), slope(next(ba + 1 & 255), fx - 1, fy, fz - 1)),
                mix(
                        u,
                        slope(next(ab + 1 & 255), fx, fy - 1, fz - 1),
                        slope(next(bb + 1 & 255), fx - 1, fy - 1, fz - 1)));
        return GAIN * mix(w, near, far);
    }

    private int next(int index) {
        return permutation[index] & 255;
    }

    private static double fade(double t) {
        return t * t * t * (t * (t * 6 - 15) + 10);
    }

    private static double mix(double t, double a, double b) {
        return a + t * (b - a);
    }

    /** The dot product with one of the twelve directions to the middle of a cube's edge. */
    private static double slope(int hash, double x, double y, double z) {
        int h = hash & 15;
        double u = h < 8 ? x : y;
        double v = h < 4 ? y : h == 12 || h == 14 ? x : z;
        return ((h & 1) == 0 ? u : -u) + ((h & 2) == 0 ? v : -v);
    }
}
