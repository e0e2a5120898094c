package io.iclight.samplers.schedule;

import io.iclight.samplers.NoiseLevel;

/** How much noise a run from pure noise starts with; diffusers calls the factor {@code init_noise_sigma}. */
public enum StartNoise {
    /** The level's own noise, as if the image were black. */
    SIGMA {
        @Override
        public double factor(NoiseLevel first) {
            return first.sigma();
        }
    },
    /** As much as noise and an image of unit variance have together; 1 where variance is preserved. */
    TOTAL {
        @Override
        public double factor(NoiseLevel first) {
            return Math.hypot(first.alpha(), first.sigma());
        }
    };

    /**
     * Returns what to multiply standard normal noise by.
     *
     * @param first the level where the run starts
     * @return the factor, above 0
     */
    public abstract double factor(NoiseLevel first);
}
