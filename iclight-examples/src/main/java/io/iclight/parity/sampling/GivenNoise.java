package io.iclight.parity.sampling;

import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.samplers.Noise;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The noise that a case gives, in the order in which the reference drew it. Where a case gives less than was drawn, the
 * rest was multiplied by zero: here it is not a number, so that it shows if it is used.
 */
final class GivenNoise implements Noise {

    private final Tensor given;
    private long drawn;

    /**
     * Takes the noise of a case.
     *
     * @param given {@code [draws, …]}; borrowed for as long as this is used
     */
    GivenNoise(Tensor given) {
        this.given = given;
    }

    @Override
    public Tensor next(long... shape) {
        try (TensorScope scope = TensorScope.open()) {
            long index = drawn++;
            Tensor next = index < given.size(0)
                    ? given.select(0, index).clone()
                    : torch.full_like(given.select(0, 0), new Scalar(Double.NaN));
            if (!TensorData.shape(next).equals(ImmutableLongArray.copyOf(shape))) {
                throw new IllegalStateException("noise of shape " + ImmutableLongArray.copyOf(shape)
                        + " was asked for, the case has " + TensorData.shape(next));
            }
            return scope.handOut(next);
        }
    }

    /** Counts what was drawn. */
    long drawn() {
        return drawn;
    }
}
