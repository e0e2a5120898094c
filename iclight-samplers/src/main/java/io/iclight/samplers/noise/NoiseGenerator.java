package io.iclight.samplers.noise;

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
     * @throws IllegalArgumentException if an axis is below 0, or the product of the axes does not fit an array
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
}
