package io.iclight.samplers.noise;

/**
 * torch's generator on the CPU: {@code torch.Generator("cpu").manual_seed(seed)} and what is drawn from it by {@code
 * randn}, {@code rand}, {@code randint} and {@code randperm}. Uniform values and integers are torch's bit for bit,
 * normal values to the last digits, in which torch itself differs between processors.
 */
public final class TorchGenerator implements NoiseGenerator {

    /** From this many normal values on they are made in blocks, one half giving the radius and the other the angle. */
    private static final int BLOCK = 16;

    /** Integers of a range from here on take 64 bits each. */
    private static final long WIDE_RANGE = 1L << 32;

    private final Mt19937 engine;
    private final SingleNormal single;

    /**
     * Makes a generator.
     *
     * @param seed as given to {@code manual_seed}; only the lower 32 bits count
     */
    public TorchGenerator(long seed) {
        engine = new Mt19937((int) seed);
        single = new SingleNormal(engine);
    }

    /** Draws as {@code torch.randn} of float32. */
    @Override
    public float[] draw(long... shape) {
        double[] values = drawNormal(Precision.FLOAT, shape);
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /**
     * Draws as {@code torch.randn}.
     *
     * @param precision torch's {@code dtype}; it decides how many bits each value takes from the generator
     * @param shape the axes
     * @return independent standard normal values of that precision, row-major
     */
    public double[] drawNormal(Precision precision, long... shape) {
        double[] values = new double[Shape.elements(shape)];
        if (values.length < BLOCK) {
            for (int i = 0; i < values.length; i++) {
                values[i] = precision.round(single.next());
            }
            return values;
        }
        fillUniform(values, 0, precision);
        for (int begin = 0; begin + BLOCK <= values.length; begin += BLOCK) {
            toNormal(values, begin, precision);
        }
        if (values.length % BLOCK != 0) {
            // torch draws the last block anew, also over those of its values that are normal already.
            fillUniform(values, values.length - BLOCK, precision);
            toNormal(values, values.length - BLOCK, precision);
        }
        return values;
    }

    private static void toNormal(double[] values, int begin, Precision precision) {
        for (int i = begin; i < begin + BLOCK / 2; i++) {
            double radius = precision.radius(values[i]);
            double angle = precision.angle(values[i + BLOCK / 2]);
            values[i] = precision.stretched(radius, Math.cos(angle));
            values[i + BLOCK / 2] = precision.stretched(radius, Math.sin(angle));
        }
    }

    /**
     * Draws as {@code torch.rand}.
     *
     * @param precision torch's {@code dtype}
     * @param shape the axes
     * @return independent values of that precision, row-major, at least 0 and below 1
     */
    public double[] drawUniform(Precision precision, long... shape) {
        double[] values = new double[Shape.elements(shape)];
        fillUniform(values, 0, precision);
        return values;
    }

    private void fillUniform(double[] values, int begin, Precision precision) {
        for (int i = begin; i < values.length; i++) {
            values[i] = precision.uniform(engine);
        }
    }

    /**
     * Draws as {@code torch.randint} of int64.
     *
     * @param low the least value
     * @param high what values stay below
     * @param shape the axes
     * @return independent values, row-major
     */
    public long[] drawIntegers(long low, long high, long... shape) {
        if (low >= high) {
            throw new IllegalArgumentException("low must be below high, was low " + low + ", high " + high);
        }
        long range = high - low;
        long[] values = new long[Shape.elements(shape)];
        for (int i = 0; i < values.length; i++) {
            // A range of more than 63 bits shows as a negative number.
            long bits = range >= WIDE_RANGE || range < 0 ? engine.nextLong() : Integer.toUnsignedLong(engine.next());
            values[i] = low + Long.remainderUnsigned(bits, range);
        }
        return values;
    }

    /**
     * Draws as {@code torch.randperm}.
     *
     * @param count how many numbers, 0 or more
     * @return the numbers from 0 to {@code count - 1} in random order
     */
    public int[] drawPermutation(int count) {
        int[] numbers = new int[Shape.elements(count)];
        for (int i = 0; i < count; i++) {
            numbers[i] = i;
        }
        for (int i = 0; i < count - 1; i++) {
            int other = i + Integer.remainderUnsigned(engine.next(), count - i);
            int number = numbers[i];
            numbers[i] = numbers[other];
            numbers[other] = number;
        }
        return numbers;
    }
}
