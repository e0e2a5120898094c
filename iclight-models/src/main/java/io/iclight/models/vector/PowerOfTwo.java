package io.iclight.models.vector;

import static io.iclight.models.vector.MultiplyAdd.VECTOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** 2 to the power of sixteen numbers, to 2e-7 of each, from 2^-126 on; less than that becomes 2^-126, and NaN stays NaN. */
final class PowerOfTwo {

    /** Added to a number of less than 2^22, it leaves the nearest whole number in the lowest bits. */
    private static final float ROUNDING = 0x1.8p23f;

    private static final int BITS_OF_MANTISSA = 23;

    private PowerOfTwo() {}

    /** Computes 2^x, x at most 127. */
    static FloatVector of(FloatVector x) {
        // A comparison and a choice: max would ask for more, and of integers it would take NaN for a number.
        return ofBounded(x.blend(Float.MIN_EXPONENT, x.compare(VectorOperators.LT, Float.MIN_EXPONENT)));
    }

    /** Computes 2^x, x from -126 to 127 or NaN. */
    static FloatVector ofBounded(FloatVector x) {
        FloatVector rounded = x.add(ROUNDING);
        FloatVector rest = x.sub(rounded.sub(ROUNDING));
        // 2^rest, from -1/2 to 1/2, by the polynomial of degree 5 that is nearest to it.
        FloatVector power = rest.fma(number(1.3264727e-3f), number(9.671513e-3f));
        power = power.fma(rest, number(5.550734e-2f));
        power = power.fma(rest, number(0.24022242f));
        power = power.fma(rest, number(0.693147f));
        power = power.fma(rest, number(1));
        IntVector exponent = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, BITS_OF_MANTISSA);
        return exponent.add(power.reinterpretAsInts()).reinterpretAsFloats();
    }

    private static FloatVector number(float value) {
        return FloatVector.broadcast(VECTOR, value);
    }
}
