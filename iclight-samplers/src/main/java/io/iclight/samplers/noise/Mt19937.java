package io.iclight.samplers.noise;

/** The Mersenne Twister of Matsumoto and Nishimura (1998), seeded with 32 bits as torch's CPU generator does. */
final class Mt19937 {

    private static final int SIZE = 624;
    private static final int SHIFT = 397;
    private static final int TWIST = 0x9908B0DF;
    private static final int UPPER = 0x80000000;
    private static final int LOWER = 0x7FFFFFFF;

    private final int[] state = new int[SIZE];
    private int position = SIZE;

    Mt19937(int seed) {
        state[0] = seed;
        for (int i = 1; i < SIZE; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    /** The next 32 bits. */
    int next() {
        if (position == SIZE) {
            advance();
            position = 0;
        }
        int y = state[position++];
        y ^= y >>> 11;
        y ^= y << 7 & 0x9D2C5680;
        y ^= y << 15 & 0xEFC60000;
        return y ^ y >>> 18;
    }

    /** The next 64 bits, the upper half drawn first. */
    long nextLong() {
        long upper = next();
        return upper << 32 | Integer.toUnsignedLong(next());
    }

    private void advance() {
        for (int i = 0; i < SIZE; i++) {
            int joined = state[i] & UPPER | state[(i + 1) % SIZE] & LOWER;
            int twist = (joined & 1) == 0 ? 0 : TWIST;
            state[i] = state[(i + SHIFT) % SIZE] ^ joined >>> 1 ^ twist;
        }
    }
}
