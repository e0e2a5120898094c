package io.iclight.models.layers;

import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Two feature maps that a layer sees as one of the channels of both, those of the second after those of the first.
 *
 * @param first {@code [batch, channels, height, width]}, borrowed
 * @param second {@code [batch, other channels, height, width]}, borrowed
 */
public record ChannelPair(Tensor first, Tensor second) {

    /** Of smaller maps a copy takes less time than the calls that save it. */
    private static final long WORTH_READING_APART = 1L << 19;

    /** Whether both are to be read where they lie, rather than from a copy in one piece, of which there are gradients. */
    boolean isReadApart() {
        return !GradMode.is_enabled()
                && lies(first)
                && lies(second)
                && (first.numel() + second.numel()) / first.size(0) * Float.BYTES >= WORTH_READING_APART;
    }

    private static boolean lies(Tensor x) {
        return x.is_cpu() && x.scalar_type().intern() == ScalarType.Float && x.is_contiguous(MemoryFormat.ChannelsLast);
    }

    /** The number of channels of both. */
    long channels() {
        return first.size(1) + second.size(1);
    }

    /** One sample of both, in their memory. */
    ChannelPair sample(long index) {
        return new ChannelPair(first.narrow(0, index, 1), second.narrow(0, index, 1));
    }

    /** Memory for all channels, channels last; belonging to the caller. */
    Tensor room() {
        return first.new_empty(first.size(0), first.size(2), first.size(3), channels())
                .permute(0, 3, 1, 2);
    }

    /** A copy of both in one piece, belonging to the caller. */
    Tensor joined() {
        return torch.cat(new TensorVector(first, second), 1);
    }
}
