package io.iclight.jmh;

import io.iclight.models.layers.Geglu;
import org.openjdk.jmh.annotations.Param;

/** GEGLU alone: half of the channels times the GELU of the others. */
public class Gate extends MeasuredLayerBenchmark {

    /** Side of the feature map in pixels; the channels follow from it. */
    @Param({"64", "32", "16", "8"})
    public int side;

    @Override
    MeasuredLayer load() {
        return MeasuredLayer.onTokens(
                weights -> Geglu.INSTANCE, Level512.PAIR, (long) side * side, 8L * Level512.channels(side));
    }
}
