package io.iclight.models.unet;

import io.iclight.io.weights.Weights;
import io.iclight.models.layers.Linear;
import org.bytedeco.pytorch.Tensor;

/** What a residual block is told of the time: the embedding's projection, which is added to each of its channels. */
final class TimeProjection {

    private final Linear linear;

    TimeProjection(Weights weights, int timeSize, int channels) {
        this.linear = new Linear(weights, timeSize, channels);
    }

    /**
     * Projects the time.
     *
     * @param time the activated embedding, {@code [batch or 1, timeSize]}, borrowed
     * @return what is added to each channel, {@code [batch or 1, channels]}, belonging to the caller
     */
    Tensor project(Tensor time) {
        return linear.forward(time);
    }
}
