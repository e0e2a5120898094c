package io.iclight.samplers.noise;

/** The kinds of floating-point numbers that torch draws, each with its own way to round and its own uniform values. */
public enum Precision {
    /** bfloat16: 8 bits of each 32. */
    BFLOAT16(2 * Math.PI) {
        @Override
        double uniform(Mt19937 engine) {
            return (engine.next() & 0xFF) * 0x1p-8;
        }

        @Override
        double round(double value) {
            return nearest(value, Float.MIN_EXPONENT, 7);
        }
    },
    /** float16: 11 bits of each 32. */
    HALF(2 * Math.PI) {
        @Override
        double uniform(Mt19937 engine) {
            return (engine.next() & 0x7FF) * 0x1p-11;
        }

        @Override
        double round(double value) {
            return nearest(value, -14, 10);
        }
    },
    /** float32: 24 bits of each 32. */
    FLOAT((float) (2 * Math.PI)) {
        @Override
        double uniform(Mt19937 engine) {
            return (engine.next() & 0xFFFFFF) * 0x1p-24;
        }

        @Override
        double round(double value) {
            return (float) value;
        }
    },
    /** float64: 53 bits of each 64. */
    DOUBLE(2 * Math.PI) {
        @Override
        double uniform(Mt19937 engine) {
            return (engine.nextLong() & (1L << 53) - 1) * 0x1p-53;
        }

        @Override
        double round(double value) {
            return value;
        }
    };

    private final double fullTurn;

    Precision(double fullTurn) {
        this.fullTurn = fullTurn;
    }

    /** At least 0 and below 1. */
    abstract double uniform(Mt19937 engine);

    abstract double round(double value);

    /** The nearest number of a type with its least exponent and as many bits behind the point, ties to even. */
    private static double nearest(double value, int leastExponent, int bits) {
        double last = Math.scalb(1.0, Math.max(Math.getExponent(value), leastExponent) - bits);
        return Math.rint(value / last) * last;
    }

    /** Rounds within a formula; torch computes formulas of halves in single precision. */
    private double roundWithin(double value) {
        return this == DOUBLE ? value : (float) value;
    }

    /** The distance from the origin of a pair of normal values, from a uniform one. */
    double radius(double uniform) {
        double log = roundWithin(Math.log(1 - uniform));
        return round(roundWithin(Math.sqrt(roundWithin(-2 * log))));
    }

    /** The direction of a pair of normal values, from a uniform one. */
    double angle(double uniform) {
        return round(fullTurn * uniform);
    }

    /** One normal value of a pair: the sine or cosine of the angle, stretched by the radius. */
    double stretched(double radius, double ratio) {
        return round(roundWithin(radius * roundWithin(ratio)));
    }
}
