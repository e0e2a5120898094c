package io.iclight.samplers;

import com.google.common.collect.ImmutableList;
import java.util.Objects;

/**
 * The noise levels that a sampling run steps through: step {@code i} goes from level {@code i} to level {@code i + 1}.
 *
 * <p>An image-to-image run skips the noisiest steps of a schedule and numbers the others from 0. The skipped levels stay
 * known, under negative numbers, because some samplers count them.
 *
 * @param levels from noisy to clean, one more than there are steps
 * @param skipped the levels before the first one, from noisy to clean; empty unless steps are skipped
 * @param curve makes levels between the listed ones, for samplers that evaluate there
 */
public record Schedule(ImmutableList<NoiseLevel> levels, ImmutableList<NoiseLevel> skipped, Curve curve) {

    /** The continuous noise level, of which a schedule lists some. */
    public interface Curve {

        /**
         * Makes the level of a noise-to-signal ratio.
         *
         * @param ratio {@code sigma / alpha}
         * @return the level with that ratio, and the timestep that belongs to it
         */
        NoiseLevel at(double ratio);

        /**
         * Makes the level of a timestep.
         *
         * @param timestep 0 to the last one of training; for a network that was trained on some timesteps alone, those are
         *     exact and levels between are interpolated
         * @return the level with that timestep
         */
        NoiseLevel atTimestep(double timestep);
    }

    /** Checks the components. */
    public Schedule {
        Objects.requireNonNull(skipped, "skipped");
        Objects.requireNonNull(curve, "curve");
        if (levels.size() < 2) {
            throw new IllegalArgumentException(
                    "a schedule needs at least 2 levels, for one step; has " + levels.size());
        }
    }

    /**
     * Makes a schedule of which nothing is skipped.
     *
     * @param levels from noisy to clean, one more than there are steps
     * @param curve makes levels between the listed ones
     */
    public Schedule(ImmutableList<NoiseLevel> levels, Curve curve) {
        this(levels, ImmutableList.of(), curve);
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
     * Counts the steps, the skipped ones included.
     *
     * @return how many steps the schedule had before any were skipped
     */
    public int plannedSteps() {
        return skipped.size() + steps();
    }

    /**
     * Returns a level.
     *
     * @param index 0 to {@link #steps()}; of the skipped ones the last is -1
     * @return where step {@code index} begins, and the one before ends
     */
    public NoiseLevel level(int index) {
        return index < 0 ? skipped.get(skipped.size() + index) : levels.get(index);
    }

    /**
     * Returns the level that the last step goes to.
     *
     * @return the cleanest level
     */
    public NoiseLevel last() {
        return levels.get(steps());
    }

    /**
     * Finds the step that visits a level.
     *
     * @param level a listed level, or one between
     * @return the last step that begins there or earlier, 0 to {@code steps() - 1}
     */
    public int stepAt(NoiseLevel level) {
        int step = steps() - 1;
        while (step > 0 && level(step).ratio() < level.ratio()) {
            step--;
        }
        return step;
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
        ImmutableList<NoiseLevel> skipping = ImmutableList.<NoiseLevel>builder()
                .addAll(skipped)
                .addAll(levels.subList(0, begin))
                .build();
        return new Schedule(levels.subList(begin, levels.size()), skipping, curve);
    }

    /**
     * Forgets the skipped steps, for samplers that are given the other levels alone.
     *
     * @return the same levels, of which nothing is skipped
     */
    public Schedule withoutSkipped() {
        return new Schedule(levels, curve);
    }
}
