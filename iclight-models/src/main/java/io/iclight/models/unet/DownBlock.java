package io.iclight.models.unet;

import com.google.common.collect.ImmutableList;
import io.iclight.io.weights.Weights;
import io.iclight.models.blocks.Downsample;
import io.iclight.models.layers.Layer;
import java.util.Optional;
import java.util.stream.IntStream;

/** A level on the way down: stages, and a halving on all levels but the coarsest. */
final class DownBlock {

    private final ImmutableList<Stage> stages;
    private final Optional<Layer> downsample;

    /**
     * Takes a block's parameters.
     *
     * @param weights where they are
     * @param config of the whole UNet
     * @param index of the level, from the finest
     */
    DownBlock(Weights weights, UNetConfig config, int index) {
        UNetConfig.Level level = config.levels().get(index);
        int before = config.levels().get(Math.max(index - 1, 0)).channels();
        this.stages = IntStream.range(0, level.blocks())
                .mapToObj(i -> new Stage(weights, i, i == 0 ? before : level.channels(), level, level.down(), config))
                .collect(ImmutableList.toImmutableList());
        boolean coarsest = index == config.levels().size() - 1;
        this.downsample = coarsest
                ? Optional.empty()
                : Optional.of(
                        new Downsample(weights.at("downsamplers.0"), level.channels(), config.downsamplePadding()));
    }

    /**
     * Goes down from the last of the skips.
     *
     * @param skips is given the output of each stage and that of the halving, in the caller's scope
     * @param conditioning borrowed
     */
    void forward(Skips skips, Conditioning conditioning) {
        for (Stage stage : stages) {
            skips.push(stage.forward(skips.peek(), conditioning));
        }
        downsample.ifPresent(halving -> skips.push(halving.forward(skips.peek())));
    }
}
