package io.iclight.train.render.noise;

/**
 * Cells around points scattered one to a unit cube: -1 at a cell's point, rising to about 1 at its border (Worley, A
 * cellular texture basis function, 1996).
 */
public final class Cells implements Field {

    private final long seed;

    /**
     * Scatters the points.
     *
     * @param chance what decides
     */
    public Cells(Chance chance) {
        this.seed = chance.bits();
    }

    @Override
    public double at(double x, double y, double z) {
        long cx = (long) Math.floor(x);
        long cy = (long) Math.floor(y);
        long cz = (long) Math.floor(z);
        double nearest = Double.MAX_VALUE;
        for (long k = cz - 1; k <= cz + 1; k++) {
            for (long j = cy - 1; j <= cy + 1; j++) {
                for (long i = cx - 1; i <= cx + 1; i++) {
                    long hash = hash(i, j, k);
                    double dx = i + (hash & 0xFFFF) * 0x1.0p-16 - x;
                    double dy = j + (hash >>> 16 & 0xFFFF) * 0x1.0p-16 - y;
                    double dz = k + (hash >>> 32 & 0xFFFF) * 0x1.0p-16 - z;
                    nearest = Math.min(nearest, dx * dx + dy * dy + dz * dz);
                }
            }
        }
        return Math.min(1, 2 * Math.sqrt(nearest) - 1);
    }

    private long hash(long i, long j, long k) {
        long h = seed ^ (i * 0x9E3779B97F4A7C15L) ^ (j * 0xC2B2AE3D27D4EB4FL) ^ (k * 0x165667B19E3779F9L);
        h = (h ^ (h >>> 30)) * 0xBF58476D1CE4E5B9L;
        h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
        return h ^ (h >>> 31);
    }
}
