package io.iclight.samplers.schedule;

import com.google.common.primitives.ImmutableDoubleArray;
import java.util.function.DoubleUnaryOperator;

/**
 * Picks training timesteps by their number (Lin et al., 2023, table 2).
 *
 * <p>diffusers has each spacing in two forms: schedulers that end at a timestep of the schedule ({@code DDIM}, {@code
 * Euler}, …) may visit timestep 0, and solvers that end beyond it ({@code DPM-Solver}, {@code DEIS}, {@code UniPC})
 * space one point more and leave out the last.
 */
@FunctionalInterface
public interface TimestepSpacing {

    /**
     * Picks timesteps.
     *
     * @param trained how many the network was trained on
     * @param usable how many of them, from the clean end, may be visited; {@code trained} unless the noisiest are left
     *     out
     * @param steps how many to pick, 1 or more
     * @return timesteps, noisiest first; in rare cases one more than asked for, as the reference has it
     */
    ImmutableDoubleArray timesteps(int trained, int usable, int steps);

    /**
     * Spaces timesteps evenly, both ends included.
     *
     * @return the spacing; timesteps are float32 values, rarely whole
     */
    static TimestepSpacing linspace() {
        return (trained, usable, steps) ->
                falling(Linspace.numpy(0, usable - 1, checked(steps)), 0, timestep -> (float) timestep);
    }

    /**
     * Spaces timesteps evenly, both ends included, and rounds them, half to even.
     *
     * @return the spacing; timesteps are whole
     */
    static TimestepSpacing linspaceWhole() {
        return (trained, usable, steps) -> falling(Linspace.numpy(0, usable - 1, checked(steps)), 0, Math::rint);
    }

    /**
     * Spaces one timestep more than asked for evenly, leaves out 0, and rounds the others, half to even.
     *
     * @return the spacing; timesteps are whole
     */
    static TimestepSpacing linspaceWithoutZero() {
        return (trained, usable, steps) -> falling(Linspace.numpy(0, usable - 1, checked(steps) + 1), 1, Math::rint);
    }

    /**
     * Takes whole strides up from the clean end.
     *
     * @param offset added to every timestep; Stable Diffusion's is 1
     * @return the spacing; timesteps are whole
     */
    static TimestepSpacing leading(int offset) {
        return (trained, usable, steps) -> strides(usable / checked(steps), offset, steps - 1, 0);
    }

    /**
     * Takes whole strides up from the clean end, one more than asked for, and leaves out the first timestep.
     *
     * @param offset added to every timestep; Stable Diffusion's is 1
     * @return the spacing; timesteps are whole
     */
    static TimestepSpacing leadingWithoutZero(int offset) {
        return (trained, usable, steps) -> strides(usable / (checked(steps) + 1), offset, steps, 1);
    }

    /**
     * Takes even strides down from the noisy end.
     *
     * @return the spacing; timesteps are whole
     */
    static TimestepSpacing trailing() {
        return (trained, usable, steps) -> {
            double stride = (double) trained / checked(steps);
            // numpy.arange: the count is rounded up, and may so be one too many.
            int count = (int) Math.ceil(usable / stride);
            double difference = usable - stride - usable;
            ImmutableDoubleArray.Builder timesteps = ImmutableDoubleArray.builder(count);
            for (int i = 0; i < count; i++) {
                timesteps.add(Math.rint(usable + i * difference) - 1);
            }
            return timesteps.build();
        };
    }

    /**
     * Takes timesteps that are known, such as those of {@link AlignYourSteps}.
     *
     * @param timesteps noisiest first
     * @return the spacing, for as many steps as there are timesteps
     */
    static TimestepSpacing given(ImmutableDoubleArray timesteps) {
        return (trained, usable, steps) -> {
            if (steps != timesteps.length()) {
                throw new IllegalArgumentException(
                        timesteps.length() + " timesteps are given, but " + steps + " steps are asked for");
            }
            return timesteps;
        };
    }

    private static ImmutableDoubleArray falling(double[] rising, int last, DoubleUnaryOperator rounding) {
        ImmutableDoubleArray.Builder timesteps = ImmutableDoubleArray.builder(rising.length);
        for (int i = rising.length - 1; i >= last; i--) {
            timesteps.add(rounding.applyAsDouble(rising[i]));
        }
        return timesteps.build();
    }

    private static ImmutableDoubleArray strides(int stride, int offset, int first, int last) {
        if (stride == 0) {
            throw new IllegalArgumentException(
                    (first + 1)
                            + " leading timesteps are more than the network was trained on; take fewer steps, or another schedule");
        }
        ImmutableDoubleArray.Builder timesteps = ImmutableDoubleArray.builder(first - last + 1);
        for (int i = first; i >= last; i--) {
            timesteps.add((double) i * stride + offset);
        }
        return timesteps.build();
    }

    private static int checked(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be 1 or more, was " + steps);
        }
        return steps;
    }
}
