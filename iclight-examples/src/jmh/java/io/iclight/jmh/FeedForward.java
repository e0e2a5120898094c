package io.iclight.jmh;

import io.iclight.models.layers.Geglu;
import io.iclight.models.layers.Linear;
import org.openjdk.jmh.annotations.Param;

/** The linear layers and the gate of a transformer block: four times the channels inside. */
public class FeedForward extends MeasuredLayerBenchmark {

    /** Side of the feature map in pixels; the channels follow from it. */
    @Param({"64", "32", "16", "8"})
    public int side;

    @Override
    MeasuredLayer load() {
        int channels = Level512.channels(side);
        return MeasuredLayer.onTokens(
                weights -> new Linear(weights.at("in"), channels, 8L * channels)
                        .then(Geglu.INSTANCE)
                        .then(new Linear(weights.at("out"), 4L * channels, channels)),
                Level512.PAIR,
                (long) side * side,
                channels);
    }
}
