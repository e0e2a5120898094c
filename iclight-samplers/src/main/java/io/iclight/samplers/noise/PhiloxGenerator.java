package io.iclight.samplers.noise;

/**
 * The counter-based generator Philox 4x32-10 (Salmon et al., 2011) in the form in which web UIs use it to imitate
 * {@code torch.randn} on a GPU: one counter for each value, and a first word that counts the draws.
 */
public final class PhiloxGenerator implements NoiseGenerator {

    private static final int ROUNDS = 10;
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_2 = 0xCD9E8D57L;
    private static final int KEY_STEP_0 = 0x9E3779B9;
    private static final int KEY_STEP_1 = 0xBB67AE85;

    private static final float UNIT = 0x1p-32f;
    private static final float FULL_TURN = (float) (2.3283064e-10 * 6.2831855);

    private final long seed;
    private int draws;

    /**
     * Makes a generator.
     *
     * @param seed all 64 bits count
     */
    public PhiloxGenerator(long seed) {
        this.seed = seed;
    }

    @Override
    public float[] draw(long... shape) {
        float[] values = new float[Shape.elements(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(i);
        }
        draws++;
        return values;
    }

    /** Only the first two of the four words that a counter gives are used, for a single normal value. */
    private float value(int index) {
        int c0 = draws;
        int c1 = 0;
        int c2 = index;
        int c3 = 0;
        int key0 = (int) seed;
        int key1 = (int) (seed >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = Integer.toUnsignedLong(c0) * MULTIPLIER_0;
            long product2 = Integer.toUnsignedLong(c2) * MULTIPLIER_2;
            c0 = (int) (product2 >>> 32) ^ c1 ^ key0;
            c1 = (int) product2;
            c2 = (int) (product0 >>> 32) ^ c3 ^ key1;
            c3 = (int) product0;
            key0 += KEY_STEP_0;
            key1 += KEY_STEP_1;
        }
        double uniform = Integer.toUnsignedLong(c0) * (double) UNIT + UNIT / 2;
        double angle = Integer.toUnsignedLong(c1) * (double) FULL_TURN + FULL_TURN / 2;
        return (float) (Math.sqrt(-2 * Math.log(uniform)) * Math.sin(angle));
    }
}
