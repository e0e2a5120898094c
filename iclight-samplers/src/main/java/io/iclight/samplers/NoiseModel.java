package io.iclight.samplers;

import org.bytedeco.pytorch.Tensor;

/** A network as it is: what it predicts, {@link Prediction} says. */
@FunctionalInterface
public interface NoiseModel {

    /**
     * Runs the network.
     *
     * @param x {@code [batch, channels, height, width]}, noisy, scaled to the variance that the network was trained on;
     *     borrowed
     * @param timestep how noisy, on the scale of training: 0 to 999, not always whole
     * @return the raw prediction, of the shape of {@code x}, belonging to the caller
     */
    Tensor predict(Tensor x, double timestep);
}
