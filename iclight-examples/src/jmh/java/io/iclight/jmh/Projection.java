package io.iclight.jmh;

import io.iclight.models.layers.Linear;
import org.openjdk.jmh.annotations.Param;

/** The linear layers around attention, as many channels out as in. */
public class Projection extends MeasuredLayerBenchmark {

    /** Side of the feature map in pixels; the channels follow from it. */
    @Param({"64", "32", "16", "8"})
    public int side;

    @Override
    MeasuredLayer load() {
        int channels = Level512.channels(side);
        return MeasuredLayer.onTokens(
                weights -> new Linear(weights, channels, channels), Level512.PAIR, (long) side * side, channels);
    }
}
