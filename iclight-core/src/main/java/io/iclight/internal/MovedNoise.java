package io.iclight.internal;

import io.iclight.io.tensor.Device;
import io.iclight.io.tensor.TensorScope;
import io.iclight.samplers.Noise;
import org.bytedeco.pytorch.Tensor;

/**
 * Noise that is drawn on the processor, so that a seed means the same on every device, and moved to where it is wanted,
 * once for each draw.
 *
 * @param drawn on the processor
 * @param device where it is wanted
 */
record MovedNoise(Noise drawn, Device device) implements Noise {

    @Override
    public Tensor next(long... shape) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(device.move(drawn.next(shape)));
        }
    }
}
