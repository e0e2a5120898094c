package io.iclight.models.vae;

import java.util.Objects;
import org.bytedeco.pytorch.Tensor;

/**
 * What an image is encoded to: a normal distribution of latents, independent for each element. Its mode is its mean. Both
 * tensors are {@code [batch, latentChannels, h, w]}, not multiplied by the scaling factor, and freed by {@link #close}.
 *
 * @param mean where it lies
 * @param logVariance the logarithm of the variance, between -30 and 20
 */
public record LatentDistribution(Tensor mean, Tensor logVariance) implements AutoCloseable {

    /** Checks the components. */
    public LatentDistribution {
        Objects.requireNonNull(mean, "mean");
        Objects.requireNonNull(logVariance, "logVariance");
    }

    /** Frees both tensors. Closing twice does nothing. */
    @Override
    public void close() {
        mean.close();
        logVariance.close();
    }
}
