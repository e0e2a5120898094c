package io.iclight.models.unet;

import org.bytedeco.pytorch.Tensor;

/** Is shown what the parts of a UNet compute, while it computes. */
@FunctionalInterface
public interface UNetObserver {

    /** Looks at nothing. */
    UNetObserver NONE = (part, output) -> {};

    /**
     * Looks at a part's output.
     *
     * @param part the name of the part in the state dict: {@code time_embedding}, {@code conv_in}, {@code down_blocks.0}
     *     and so on, {@code mid_block}, {@code up_blocks.0} and so on, in this order
     * @param output borrowed; it may be freed when the call returns
     */
    void onOutput(String part, Tensor output);
}
