package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.ChannelBlocks;
import java.util.Optional;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The weight of a 3x3 convolution as the JVM's {@link ConvolutionKernel} reads it.
 *
 * @param kernel that computes with it
 * @param blocks as {@link ChannelBlocks} has them, {@code [out / 64, in, 4, 9, 16]}, float32 or something narrower;
 *     borrowed
 * @param margin how many rows more than the output inputs have, both above and below: 0 or 1
 */
record VectorWeight(ConvolutionKernel kernel, Tensor blocks, int margin) {

    /** The same for inputs with a row more above and below, to be used in the caller's scope: converted here, and not for each. */
    VectorWeight ofPaddedRows() {
        return new VectorWeight(kernel, blocks.toType(ScalarType.Float), 1);
    }

    /** The weight as it was, {@code [out, in, 3, 3]}, belonging to the caller. */
    Tensor plain() {
        return new ChannelBlocks(blocks).plain();
    }

    /** Whether the kernel can compute: it has no gradients, and reads numbers of 32 bits. */
    static boolean suits(Tensor x) {
        return !GradMode.is_enabled() && FloatNumbers.areIn(x);
    }

    /**
     * Convolves.
     *
     * @param x {@code [batch, in, margin + height + margin, width]}, borrowed
     * @param bias {@code [out]}, borrowed
     * @param addend what is added, {@code [batch, out, height, width]}, channels last; it may be the output itself
     * @param output {@code [batch, out, height, width]}, channels last, written
     */
    void convolve(Tensor x, Tensor bias, Optional<Tensor> addend, Tensor output) {
        try (TensorScope scope = TensorScope.open()) {
            ConvolutionKernel.Shape shape = new ConvolutionKernel.Shape(
                    (int) x.size(0),
                    (int) x.size(1),
                    (int) bias.size(0),
                    (int) output.size(2),
                    (int) output.size(3),
                    margin);
            ConvolutionKernel.Operands operands = new ConvolutionKernel.Operands(
                    FloatNumbers.of(x.contiguous(MemoryFormat.ChannelsLast)),
                    FloatNumbers.of(blocks.toType(ScalarType.Float)),
                    FloatNumbers.of(bias),
                    addend.map(FloatNumbers::of),
                    FloatNumbers.of(output));
            kernel.convolve(shape, operands, torch.get_num_threads());
        }
    }
}
