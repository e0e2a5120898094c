package io.iclight.samplers.schedule;

/** What becomes of timesteps that are not whole. */
public enum Rounding {
    /** They stay as they are. */
    NONE {
        @Override
        double round(double timestep) {
            return timestep;
        }
    },
    /** The nearest whole timestep, half to even. */
    NEAREST {
        @Override
        double round(double timestep) {
            return Math.rint(timestep);
        }
    },
    /** The whole timestep below, which is what a cast to integers makes. */
    DOWN {
        @Override
        double round(double timestep) {
            return Math.floor(timestep);
        }
    };

    abstract double round(double timestep);
}
