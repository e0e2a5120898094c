package io.iclight.jmh;

import io.iclight.models.layers.Conv2d;
import io.iclight.models.layers.Window;
import org.openjdk.jmh.annotations.Param;

/** A 3x3 convolution that keeps the size and the channels of a level. */
public class Convolution3x3 extends MeasuredLayerBenchmark {

    /** Side of the feature map in pixels; the channels follow from it. */
    @Param({"64", "32", "16", "8"})
    public int side;

    @Override
    MeasuredLayer load() {
        int channels = Level512.channels(side);
        return MeasuredLayer.onPixels(
                weights -> new Conv2d(weights, channels, channels, Window.SAME_3X3),
                Level512.PAIR,
                channels,
                side,
                side);
    }
}
