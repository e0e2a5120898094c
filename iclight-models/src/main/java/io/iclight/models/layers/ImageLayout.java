package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * How images and feature maps lie in memory inside the graphs: channels last, so that the channels of a pixel are
 * neighbours. Convolutions and upsampling are faster so, and attention over pixels needs no transposition. Layers keep
 * the layout of their input; a graph sets it once.
 */
public enum ImageLayout implements Layer {
    /** The only one. */
    CHANNELS_LAST;

    /**
     * Lays an image out.
     *
     * @param x {@code [batch, channels, height, width]}, borrowed
     * @return the same values and axes, laid out so
     */
    @Override
    public Tensor forward(Tensor x) {
        return x.contiguous(MemoryFormat.ChannelsLast);
    }

    /** Appends a layer, which borrows what this one returns: it may lie in the memory of the image that this one was given. */
    @Override
    public Layer then(Layer next) {
        return new LaidOut(next);
    }

    /**
     * A layer of what is laid out.
     *
     * @param next borrows it
     */
    private record LaidOut(Layer next) implements Layer {

        @Override
        public Tensor forward(Tensor x) {
            try (TensorScope scope = TensorScope.open()) {
                return scope.handOut(next.forward(CHANNELS_LAST.forward(x)));
            }
        }

        @Override
        public Layer normalizedBy(NormStatistics statistics) {
            return new LaidOut(next.normalizedBy(statistics));
        }
    }
}
