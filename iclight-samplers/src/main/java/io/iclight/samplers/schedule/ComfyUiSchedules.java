package io.iclight.samplers.schedule;

import com.google.common.primitives.ImmutableDoubleArray;

/**
 * The sigmas that ComfyUI makes where it differs from k-diffusion and Forge. Like Forge, it finds the nearest whole
 * timestep of a sigma.
 */
public final class ComfyUiSchedules {

    private ComfyUiSchedules() {}

    /**
     * Takes training timesteps by the quantiles of a beta distribution, each timestep once.
     *
     * @param distribution ComfyUI's default is {@link BetaDistribution#DEFAULT}
     * @return the sequence, ending without noise; with many steps it has fewer than asked for
     */
    public static SigmaSequence beta(BetaDistribution distribution) {
        return (training, range, steps) -> {
            int last = training.timesteps() - 1;
            double[] ramp = Linspace.numpy(0, 1, steps + 1);
            ImmutableDoubleArray.Builder sigmas = ImmutableDoubleArray.builder(steps + 1);
            double previous = -1;
            for (int i = 0; i < steps; i++) {
                double timestep = Math.rint(distribution.quantile(1 - ramp[i]) * last);
                if (timestep != previous) {
                    sigmas.add(training.sigmas().get((int) timestep));
                }
                previous = timestep;
            }
            return sigmas.add(0).build();
        };
    }

    /**
     * Takes a table of sigmas, interpolated to one more than there are steps, and puts 0 in the place of the last.
     *
     * @param table such as {@link AlignYourSteps.ComfyUi#SD}
     * @param denoise how much of the run is left, from the clean end: above 0 to 1
     * @return the sequence, ending without noise, of {@code steps * denoise} steps, rounded half to even
     */
    public static SigmaSequence alignYourSteps(SigmaTable table, double denoise) {
        if (!(denoise > 0 && denoise <= 1)) {
            throw new IllegalArgumentException("denoise must be above 0 and at most 1, was " + denoise);
        }
        return (training, range, steps) -> {
            ImmutableDoubleArray all = table.sigmas(range, steps + 1);
            int left = (int) Math.rint(steps * denoise);
            return ImmutableDoubleArray.builder(left + 1)
                    .addAll(all.subArray(steps - left, steps))
                    .add(0)
                    .build();
        };
    }
}
