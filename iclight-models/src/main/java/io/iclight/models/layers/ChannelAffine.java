package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What each channel of a feature map is multiplied by and shifted by, pixel by pixel.
 *
 * @param scales {@code [1, channels, 1, 1]}, float32
 * @param shifts likewise
 */
record ChannelAffine(Tensor scales, Tensor shifts) implements Layer {

    /** Computes in float32, whatever the type of the pixels. */
    @Override
    public Tensor forward(Tensor pixels) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(
                    torch.addcmul(shifts, pixels.to(ScalarType.Float), scales).to(pixels.scalar_type()));
        }
    }

    /**
     * Computes one map of two.
     *
     * @param x float32, borrowed
     * @param output all of their channels, written
     */
    void write(ChannelPair x, Tensor output) {
        write(x.first(), 0, output);
        write(x.second(), x.first().size(1), output);
    }

    private void write(Tensor x, long channel, Tensor output) {
        long count = x.size(1);
        torch.addcmul_out(
                output.narrow(1, channel, count),
                shifts.narrow(1, channel, count),
                x,
                scales.narrow(1, channel, count));
    }
}
