package io.iclight.samplers;

import com.google.common.collect.ImmutableList;
import java.util.Objects;

/**
 * The noise levels that a sampling run steps through: step {@code i} goes from level {@code i} to level {@code i + 1}.
 *
 * @param levels from noisy to clean, one more than there are steps
 * @param curve makes levels between the listed ones, for samplers that evaluate there
 */
public record Schedule(ImmutableList<NoiseLevel> levels, Curve curve) {

    /** The continuous noise level, of which a schedule lists some. */
    @FunctionalInterface
    public interface Curve {

        /**
         * Makes the level of a noise-to-signal ratio.
         *
         * @param ratio {@code sigma / alpha}
         * @return the level with that ratio, and the timestep that belongs to it
         */
        NoiseLevel at(double ratio);
    }

    /** Checks the components. */
    public Schedule {
        Objects.requireNonNull(curve, "curve");
        if (levels.size() < 2) {
            throw new IllegalArgumentException(
                    "a schedule needs at least 2 levels, for one step; has " + levels.size());
        }
    }

    /**
     * Counts the steps.
     *
     * @return one less than the levels
     */
    public int steps() {
        return levels.size() - 1;
    }

    /**
     * Returns a level.
     *
     * @param index 0 to {@link #steps()}
     * @return where step {@code index} begins, and the one before ends
     */
    public NoiseLevel level(int index) {
        return levels.get(index);
    }

    /**
     * Skips steps at the noisy end, as image-to-image does.
     *
     * @param begin how many to skip, 0 to {@code steps() - 1}
     * @return the rest
     */
    public Schedule from(int begin) {
        if (begin < 0 || begin >= steps()) {
            throw new IllegalArgumentException("begin must be in 0.." + (steps() - 1) + ", was " + begin);
        }
        return new Schedule(levels.subList(begin, levels.size()), curve);
    }
}
