package io.iclight.models.unet;

import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A timestep as sines and cosines of falling frequency (Vaswani et al., 2017; Ho, Jain and Abbeel, 2020; diffusers, {@code
 * get_timestep_embedding}). Element {@code i} of either half has the frequency {@code 10000^(-i / (size / 2 - shift))}.
 *
 * @param size how many values, an even number
 * @param order which half comes first
 * @param frequencyShift what is taken off the half's size, {@code freq_shift}
 */
public record TimestepEncoding(int size, Order order, double frequencyShift) {

    private static final double LONGEST_PERIOD = 10000;

    /** Which half comes first. */
    public enum Order {
        /** Cosines, then sines ({@code flip_sin_to_cos}). */
        COSINES_FIRST,
        /** Sines, then cosines. */
        SINES_FIRST
    }

    /** Checks the components. */
    public TimestepEncoding {
        if (size < 2 || size % 2 != 0) {
            throw new IllegalArgumentException("a timestep is encoded in an even number of values, got " + size);
        }
    }

    /**
     * Encodes timesteps. Every operation is rounded to float32, in the reference's order: a rounded frequency times 999
     * is far enough from the exact one to see.
     *
     * @param timesteps on the training scale, may be fractional
     * @return float32 {@code [timesteps, size]}, belonging to the caller
     */
    Tensor encode(double... timesteps) {
        try (TensorScope scope = TensorScope.open()) {
            int half = size / 2;
            Tensor index = torch.arange(new Scalar(half), new TensorOptions(ScalarType.Float));
            Tensor exponent = index.mul(new Scalar(-Math.log(LONGEST_PERIOD))).div(new Scalar(half - frequencyShift));
            Tensor angle = column(timesteps).mul(exponent.exp());
            TensorVector halves = order == Order.COSINES_FIRST
                    ? new TensorVector(angle.cos(), angle.sin())
                    : new TensorVector(angle.sin(), angle.cos());
            return scope.handOut(torch.cat(halves, 1));
        }
    }

    private static Tensor column(double... timesteps) {
        float[] rounded = new float[timesteps.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) timesteps[i];
        }
        return TensorData.ofFloats(rounded, rounded.length, 1);
    }
}
