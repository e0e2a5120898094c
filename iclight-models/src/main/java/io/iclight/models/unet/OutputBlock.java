package io.iclight.models.unet;

import com.google.common.collect.ImmutableList;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.blocks.Upsample;
import io.iclight.models.unet.patch.Site;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * A block of the way up: a residual block that is shown what the way down saw, attention, and a doubling where the level ends.
 *
 * @param joining begins: features and skip become one
 * @param attention after it
 * @param upsample the doubling
 * @param level its resolution, 0 is the finest
 * @param completes the part of the state dict that ends with it, such as {@code up_blocks.0}, if one does
 */
record OutputBlock(
        JoiningResnetBlock joining,
        LevelAttention attention,
        Optional<Upsample> upsample,
        int level,
        Optional<String> completes) {

    /**
     * Makes the blocks of a level.
     *
     * @param weights the level's
     * @param config of the whole UNet
     * @param index of the level, from the finest
     */
    static ImmutableList<OutputBlock> ofLevel(Weights weights, UNetConfig config, int index) {
        UNetConfig.Level level = config.levels().get(index);
        int coarsest = config.levels().size() - 1;
        int below = config.levels().get(Math.min(index + 1, coarsest)).channels();
        // The way down kept its input before its stages, so that the last skip has the channels of the level above.
        int above = config.levels().get(Math.max(index - 1, 0)).channels();
        int count = level.blocks() + 1;
        ImmutableList.Builder<OutputBlock> blocks = ImmutableList.builder();
        for (int i = 0; i < count; i++) {
            boolean last = i == count - 1;
            blocks.add(new OutputBlock(
                    new JoiningResnetBlock(
                            weights.at("resnets").at(i),
                            i == 0 ? below : level.channels(),
                            last ? above : level.channels(),
                            level.channels(),
                            config.timeSize(),
                            config.normOf(index)),
                    new LevelAttention(weights, i, level, level.up()),
                    last && index > 0
                            ? Optional.of(new Upsample(weights.at("upsamplers.0"), level.channels()))
                            : Optional.empty(),
                    index,
                    last ? Optional.of("up_blocks." + (coarsest - index)) : Optional.empty()));
        }
        return blocks.build();
    }

    /**
     * Computes the block's output.
     *
     * @param joined what it begins with; closed
     * @param told the prompts among it
     * @param site where this is
     * @param finer the skip of the next output block, which says how large the output is where the level ends; borrowed
     * @return {@code [batch, channels, h', w']}, belonging to the caller
     */
    Tensor consume(Tensor joined, Conditioning told, Site site, Tensor finer) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor features = attention.consume(joined, told, site);
            return scope.handOut(upsample.map(doubling -> doubling.forward(features, finer.size(2), finer.size(3)))
                    .orElse(features));
        }
    }
}
