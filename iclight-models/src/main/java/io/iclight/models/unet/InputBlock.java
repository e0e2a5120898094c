package io.iclight.models.unet;

import com.google.common.collect.ImmutableList;
import io.iclight.io.weights.Weights;
import io.iclight.models.blocks.Downsample;
import java.util.Optional;

/**
 * A block of the way down, whose output is kept for the output block of the same resolution.
 *
 * @param block computes
 * @param level its resolution, 0 is the finest
 * @param completes the part of the state dict that ends with it, such as {@code down_blocks.0}, if one does
 */
record InputBlock(Block block, int level, Optional<String> completes) {

    /** The first convolution, which is computed before the way down begins. */
    static InputBlock ofConvolution() {
        return new InputBlock((convolved, told, site) -> convolved, 0, Optional.of("conv_in"));
    }

    /**
     * Makes the blocks of a level: its stages, and a halving on all levels but the coarsest.
     *
     * @param weights the level's
     * @param config of the whole UNet
     * @param index of the level, from the finest
     */
    static ImmutableList<InputBlock> ofLevel(Weights weights, UNetConfig config, int index) {
        UNetConfig.Level level = config.levels().get(index);
        int before = config.levels().get(Math.max(index - 1, 0)).channels();
        boolean coarsest = index == config.levels().size() - 1;
        Optional<String> whole = Optional.of("down_blocks." + index);
        ImmutableList.Builder<InputBlock> blocks = ImmutableList.builder();
        for (int i = 0; i < level.blocks(); i++) {
            Stage stage = new Stage(weights, i, i == 0 ? before : level.channels(), index, config);
            boolean last = coarsest && i == level.blocks() - 1;
            blocks.add(new InputBlock(stage, index, last ? whole : Optional.empty()));
        }
        if (!coarsest) {
            Downsample halving =
                    new Downsample(weights.at("downsamplers.0"), level.channels(), config.downsamplePadding());
            blocks.add(new InputBlock((x, told, site) -> halving.forward(x), index + 1, whole));
        }
        return blocks.build();
    }
}
