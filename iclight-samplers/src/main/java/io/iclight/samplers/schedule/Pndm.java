package io.iclight.samplers.schedule;

import com.google.common.primitives.ImmutableDoubleArray;

/** The timesteps at which PNDM (Liu et al., 2022) calls the network, some of them twice. */
public final class Pndm {

    private static final int RUNGE_KUTTA_TIMESTEPS = 4;

    private Pndm() {}

    /**
     * Lets linear multistep start by itself: the second timestep is visited twice.
     *
     * @param base picks the timesteps
     * @return the spacing, of one timestep more if there are several
     */
    public static TimestepSpacing linearMultistep(TimestepSpacing base) {
        return (trained, usable, steps) -> {
            ImmutableDoubleArray timesteps = base.timesteps(trained, usable, steps);
            if (timesteps.length() < 2) {
                return timesteps;
            }
            return ImmutableDoubleArray.builder(timesteps.length() + 1)
                    .addAll(timesteps.subArray(0, 2))
                    .addAll(timesteps.subArray(1, timesteps.length()))
                    .build();
        };
    }

    /**
     * Lets linear multistep be started by three steps of Runge and Kutta, four calls each.
     *
     * @param base picks the timesteps
     * @return the spacing, of nine timesteps more; it needs 4 steps or more
     */
    public static TimestepSpacing rungeKutta(TimestepSpacing base) {
        return (trained, usable, steps) -> {
            ImmutableDoubleArray timesteps = base.timesteps(trained, usable, steps);
            if (timesteps.length() < RUNGE_KUTTA_TIMESTEPS) {
                throw new IllegalArgumentException("PNDM that starts with Runge-Kutta needs at least "
                        + RUNGE_KUTTA_TIMESTEPS + " steps, was " + steps);
            }
            int half = trained / steps / 2;
            ImmutableDoubleArray.Builder calls = ImmutableDoubleArray.builder(timesteps.length() + 9);
            for (int i = 0; i < RUNGE_KUTTA_TIMESTEPS - 1; i++) {
                double middle = timesteps.get(i + 1) + half;
                calls.add(timesteps.get(i)).add(middle).add(middle).add(timesteps.get(i + 1));
            }
            return calls.addAll(timesteps.subArray(RUNGE_KUTTA_TIMESTEPS - 1, timesteps.length()))
                    .build();
        };
    }
}
