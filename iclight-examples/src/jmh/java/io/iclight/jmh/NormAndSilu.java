package io.iclight.jmh;

import io.iclight.models.layers.Activation;
import io.iclight.models.layers.GroupNorm;
import org.openjdk.jmh.annotations.Param;

/** Group normalization of 32 groups, and SiLU. */
public class NormAndSilu extends MeasuredLayerBenchmark {

    private static final int GROUPS = 32;
    private static final double EPSILON = 1e-5;

    /** Side of the feature map in pixels; the channels follow from it. */
    @Param({"64", "32", "16", "8"})
    public int side;

    @Override
    MeasuredLayer load() {
        int channels = Level512.channels(side);
        return MeasuredLayer.onPixels(
                weights -> new GroupNorm(weights, GROUPS, channels, EPSILON).then(Activation.SILU),
                Level512.PAIR,
                channels,
                side,
                side);
    }
}
