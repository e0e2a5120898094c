package io.iclight.models.matting;

import com.google.common.collect.ImmutableList;
import org.bytedeco.pytorch.Tensor;

/**
 * What all levels of an IS-Net answer, from the finest to the coarsest. The tensors are freed by {@link #close}.
 *
 * @param maps {@code d1} to {@code d6}, probabilities at the size of the image, {@code [batch, outChannels, height, width]}
 * @param features what they were made from, {@code [batch, channels, h, w]}
 */
public record IsNetOutput(ImmutableList<Tensor> maps, ImmutableList<Tensor> features) implements AutoCloseable {

    /** Frees the tensors. Closing twice does nothing. */
    @Override
    public void close() {
        maps.forEach(Tensor::close);
        features.forEach(Tensor::close);
    }
}
