package io.iclight.io.weights;

import io.iclight.io.tensor.TensorScope;
import org.bytedeco.pytorch.Tensor;

/**
 * The weight of a 3x3 convolution with its output channels in blocks of 64, of which four vectors of 16 lie side by
 * side: the order in which a kernel in Java reads it.
 *
 * @param blocks {@code [out / 64, in, 4, 9, 16]}
 */
public record ChannelBlocks(Tensor blocks) {

    /** What such a weight has, and no other. */
    public static final int DIMENSIONS = 5;

    private static final int LANES = 16;
    private static final int VECTORS = 4;
    private static final int SIDE = 3;

    /**
     * Lays a weight out.
     *
     * @param weight {@code [out, in, 3, 3]}, borrowed; {@code out} is a multiple of 64
     * @return the weight in blocks, {@code [out / 64, in, 4, 9, 16]}, belonging to the caller
     */
    public static Tensor lay(Tensor weight) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(weight.reshape(-1, VECTORS, LANES, weight.size(1), SIDE * SIDE)
                    .permute(0, 3, 1, 4, 2)
                    .contiguous());
        }
    }

    /**
     * Undoes {@link #lay}.
     *
     * @return the weight as it was, {@code [out, in, 3, 3]}, belonging to the caller
     */
    public Tensor plain() {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(blocks.permute(0, 2, 4, 1, 3).reshape(-1, blocks.size(1), SIDE, SIDE));
        }
    }
}
