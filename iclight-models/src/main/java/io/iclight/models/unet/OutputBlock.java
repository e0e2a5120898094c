package io.iclight.models.unet;

import com.google.common.collect.ImmutableList;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.blocks.JoiningBlock;
import io.iclight.models.blocks.Upsample;
import io.iclight.models.layers.ChannelPair;
import io.iclight.models.unet.patch.Site;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** A block of the way up: what the way down saw and what is deeper become one, attention, and a doubling where the level ends. */
final class OutputBlock {

    private final JoiningBlock joining;
    private final TimeProjection time;
    private final LevelAttention attention;
    private final Optional<Upsample> upsample;
    private final int level;
    private final Optional<String> completes;

    /** How many channels the deeper features have, and the skip. */
    private record In(int features, int skip) {}

    private OutputBlock(Weights weights, int index, In in, int level, boolean isLast, UNetConfig config) {
        UNetConfig.Level settings = config.levels().get(level);
        Weights resnet = weights.at("resnets").at(index);
        this.joining = new JoiningBlock(resnet, in.features(), in.skip(), settings.channels(), config.normOf(level));
        this.time = new TimeProjection(resnet.at("time_emb_proj"), config.timeSize(), settings.channels());
        this.attention = new LevelAttention(weights, index, settings, settings.up());
        this.upsample = isLast && level > 0
                ? Optional.of(new Upsample(weights.at("upsamplers.0"), settings.channels()))
                : Optional.empty();
        this.level = level;
        this.completes = isLast ? Optional.of("up_blocks." + (config.levels().size() - 1 - level)) : Optional.empty();
    }

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
            boolean isLast = i == count - 1;
            In in = new In(i == 0 ? below : level.channels(), isLast ? above : level.channels());
            blocks.add(new OutputBlock(weights, i, in, index, isLast, config));
        }
        return blocks.build();
    }

    /** Its resolution, 0 is the finest. */
    int level() {
        return level;
    }

    /** The part of the state dict that ends with it, such as {@code up_blocks.0}, if one does. */
    Optional<String> completes() {
        return completes;
    }

    /**
     * Begins: features and skip become one.
     *
     * @param met features and skip, of one batch
     * @param told the time among it
     * @return {@code [batch, channels, h, w]}, belonging to the caller
     */
    Tensor join(ChannelPair met, Conditioning told) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(joining.forward(met, told.time().of(time)));
        }
    }

    /**
     * Computes the block's output.
     *
     * @param joined what it began with; closed
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
