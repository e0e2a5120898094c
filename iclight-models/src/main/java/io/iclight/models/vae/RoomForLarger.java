package io.iclight.models.vae;

import io.iclight.io.machine.ProcessMemory;
import io.iclight.models.layers.Layer;
import org.bytedeco.pytorch.Tensor;

/**
 * Changes nothing. Stands before a doubling, whose maps are four times as large: what smaller ones were in, and the C library
 * still holds, does not suit them, and is given back where they are so large that they bind the memory.
 */
final class RoomForLarger implements Layer {

    /** Of a map before it is doubled. */
    private static final long LARGE_BYTES = 1L << 26;

    @Override
    public Tensor forward(Tensor x) {
        if (x.is_cpu() && x.numel() * x.element_size() >= LARGE_BYTES) {
            ProcessMemory.giveBack();
        }
        return x.alias();
    }
}
