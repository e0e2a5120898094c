package io.iclight.samplers.guidance;

import java.util.Objects;

/**
 * A guidance scale that changes over a run: {@code minimum + (scale - minimum) * shape}.
 *
 * @param scale where the shape is 1
 * @param minimum where the shape is 0; without effect if the shape is {@link Shape#CONSTANT}
 * @param shape how it changes
 * @param parameter the power of {@link Shape#POWER_UP} and {@link Shape#POWER_DOWN}; how often the repeating shapes
 *     repeat
 */
public record ScaleCurve(double scale, double minimum, Shape shape, double parameter) {

    /** From 0 to 1 or back, over the fraction of the run that is done; named as the program that they come from does. */
    public enum Shape {
        /** 1 throughout. */
        CONSTANT {
            @Override
            double at(double done, double parameter) {
                return 1;
            }
        },
        /** Falls evenly. */
        LINEAR_DOWN {
            @Override
            double at(double done, double parameter) {
                return 1 - done;
            }
        },
        /** Falls like a cosine, to cos 1. */
        HALF_COSINE_DOWN {
            @Override
            double at(double done, double parameter) {
                return Math.cos(done);
            }
        },
        /** Falls like a cosine. */
        COSINE_DOWN {
            @Override
            double at(double done, double parameter) {
                return Math.cos(done * QUARTER_TURN);
            }
        },
        /** Rises evenly. */
        LINEAR_UP {
            @Override
            double at(double done, double parameter) {
                return done;
            }
        },
        /** Rises like a cosine, to 1 - cos 1. */
        HALF_COSINE_UP {
            @Override
            double at(double done, double parameter) {
                return 1 - Math.cos(done);
            }
        },
        /** Rises like a cosine. */
        COSINE_UP {
            @Override
            double at(double done, double parameter) {
                return 1 - Math.cos(done * QUARTER_TURN);
            }
        },
        /** Rises like a power. */
        POWER_UP {
            @Override
            double at(double done, double parameter) {
                return Math.pow(done, parameter);
            }
        },
        /** Falls like a power. */
        POWER_DOWN {
            @Override
            double at(double done, double parameter) {
                return 1 - Math.pow(done, parameter);
            }
        },
        /** Falls and rises evenly. */
        LINEAR_REPEATING {
            @Override
            double at(double done, double parameter) {
                return Math.abs(done * parameter % 1 - 0.5) * 2;
            }
        },
        /** Falls and rises like a cosine. */
        COSINE_REPEATING {
            @Override
            double at(double done, double parameter) {
                return Math.cos(done * TURN * parameter) / 2 + 0.5;
            }
        },
        /** Rises evenly and drops. */
        SAWTOOTH {
            @Override
            double at(double done, double parameter) {
                return done * parameter % 1;
            }
        };

        /** The reference program's own roundings of π/2 and 2π. */
        private static final double QUARTER_TURN = 1.5707;

        private static final double TURN = 6.28318;

        abstract double at(double done, double parameter);
    }

    /** Checks the components. */
    public ScaleCurve {
        Objects.requireNonNull(shape, "shape");
    }

    /**
     * Makes a scale that does not change.
     *
     * @param scale at all times
     * @return the curve
     */
    public static ScaleCurve constant(double scale) {
        return new ScaleCurve(scale, 0, Shape.CONSTANT, 1);
    }

    /**
     * Returns the scale of a step.
     *
     * @param moment when in the run; a run of one step is at its beginning
     * @return the scale
     */
    public double at(Moment moment) {
        double done = moment.steps() > 1 ? (double) moment.step() / (moment.steps() - 1) : 0;
        return minimum + (scale - minimum) * shape.at(done, parameter);
    }
}
