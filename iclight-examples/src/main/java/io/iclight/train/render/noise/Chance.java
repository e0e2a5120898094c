package io.iclight.train.render.noise;

import java.util.List;

/**
 * A stream of random numbers that a seed decides: SplitMix64 (Steele, Lea and Flood, 2014), written out here so that no
 * version of the JDK can change it.
 *
 * <p>Every purpose takes its own {@linkplain #fork stream}, so that a detail added to one part of a scene leaves the rest
 * of the scene as it was.
 */
public final class Chance {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long origin;
    private long state;

    /**
     * Starts a stream.
     *
     * @param seed any number
     */
    public Chance(long seed) {
        this.origin = mix(seed + GOLDEN);
        this.state = origin;
    }

    /**
     * Starts an independent stream for a purpose. The stream depends on this one's seed, not on how much was drawn from
     * it.
     *
     * @param purpose its name
     * @return the stream
     */
    public Chance fork(String purpose) {
        long hash = origin;
        for (int i = 0; i < purpose.length(); i++) {
            hash = mix(hash ^ (purpose.charAt(i) * GOLDEN));
        }
        return new Chance(hash);
    }

    /**
     * Starts an independent stream for one of many.
     *
     * @param index which
     * @return the stream
     */
    public Chance fork(long index) {
        return new Chance(mix(origin + GOLDEN * (index + 1)));
    }

    /**
     * Draws 64 bits.
     *
     * @return any long
     */
    public long bits() {
        state += GOLDEN;
        return mix(state);
    }

    /**
     * Draws from the unit interval.
     *
     * @return a number in {@code [0, 1)}
     */
    public double next() {
        return (bits() >>> 11) * 0x1.0p-53;
    }

    /**
     * Draws evenly from a range.
     *
     * @param low its least value
     * @param high its greatest
     * @return a number between them
     */
    public double between(double low, double high) {
        return low + (high - low) * next();
    }

    /**
     * Draws around a centre: values near it are likelier (the mean of two even draws).
     *
     * @param centre the likeliest value
     * @param reach the greatest distance from it
     * @return a number in {@code [centre - reach, centre + reach]}
     */
    public double near(double centre, double reach) {
        return centre + reach * (next() + next() - 1);
    }

    /**
     * Draws a whole number.
     *
     * @param bound how many there are, above 0
     * @return a number in {@code 0 .. bound - 1}
     */
    public int below(int bound) {
        return (int) (next() * bound);
    }

    /**
     * Decides.
     *
     * @param probability of true, in {@code [0, 1]}
     * @return what was decided
     */
    public boolean happens(double probability) {
        return next() < probability;
    }

    /**
     * Draws a sign.
     *
     * @return -1 or 1
     */
    public double sign() {
        return happens(0.5) ? -1 : 1;
    }

    /**
     * Draws one of several.
     *
     * @param <T> their type
     * @param choices at least one
     * @return one of them
     */
    public <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
