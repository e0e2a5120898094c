package io.iclight.samplers.noise;

import com.google.common.primitives.ImmutableLongArray;
import io.iclight.samplers.Noise;
import io.iclight.samplers.internal.NativeScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** A source of gaussian noise that needs no libtorch to draw. */
@FunctionalInterface
public interface NoiseGenerator extends Noise {

    /**
     * Draws the next values.
     *
     * @param shape the axes; none is below 0
     * @return independent standard normal values, row-major
     */
    float[] draw(long... shape);

    @Override
    default Tensor next(long... shape) {
        float[] values = draw(shape);
        try (NativeScope scope = NativeScope.open()) {
            Tensor tensor = torch.empty(shape, new TensorOptions(torch.ScalarType.Float), null);
            tensor.data_ptr_float().put(values);
            return scope.handOut(tensor);
        }
    }

    /**
     * Counts the elements of a shape.
     *
     * @param shape the axes
     * @return their product
     * @throws IllegalArgumentException if an axis is below 0, or the product does not fit an array
     */
    static int elements(long... shape) {
        long product = 1;
        for (long axis : shape) {
            if (axis < 0 || axis > Integer.MAX_VALUE || product * axis > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("noise of shape " + ImmutableLongArray.copyOf(shape)
                        + " cannot be drawn: axes must be 0 or more, and their product below 2^31");
            }
            product *= axis;
        }
        return (int) product;
    }
}
