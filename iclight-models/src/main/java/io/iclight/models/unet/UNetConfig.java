package io.iclight.models.unet;

import com.google.common.collect.ImmutableList;
import io.iclight.io.json.JsonException;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import io.iclight.models.blocks.Downsample;
import io.iclight.models.blocks.NormSettings;
import io.iclight.models.config.UnsupportedConfigException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The shape of a UNet.
 *
 * @param inChannels channels of the sample: 4 latent channels, and those of what IC-Light concatenates
 * @param outChannels channels of the prediction
 * @param encoding how a timestep is encoded
 * @param timeSize the size of the time embedding
 * @param levels from the finest resolution to the coarsest; each is half as large as the one before
 * @param mid what stands between the way down and the way up
 * @param norm how residual blocks normalize
 * @param downsamplePadding where zeros are put before a convolution with stride 2
 */
public record UNetConfig(
        int inChannels,
        int outChannels,
        TimestepEncoding encoding,
        int timeSize,
        ImmutableList<Level> levels,
        Middle mid,
        NormSettings norm,
        Downsample.Padding downsamplePadding) {

    /** Whether the residual blocks of a level are followed by attention to the prompt. */
    public enum Attention {
        /** They are. */
        CROSS,
        /** They are not. */
        NONE
    }

    /**
     * A resolution of the UNet.
     *
     * @param channels of its feature maps
     * @param blocks how many residual blocks it has on the way down; it has one more on the way up
     * @param down the attention on the way down
     * @param up the attention on the way up
     * @param transformer how it attends, where it does
     */
    public record Level(int channels, int blocks, Attention down, Attention up, TransformerSettings transformer) {

        /** Checks the components. */
        public Level {
            Objects.requireNonNull(down, "down");
            Objects.requireNonNull(up, "up");
            Objects.requireNonNull(transformer, "transformer");
            if (channels < 1 || blocks < 1) {
                throw new IllegalArgumentException("a level needs at least one channel and one block, got " + channels
                        + " channels and " + blocks + " blocks");
            }
        }
    }

    /**
     * What stands between the way down and the way up.
     *
     * @param attention with it there are two residual blocks and attention between them, without it there is one
     * @param scale what the residual blocks' outputs are divided by
     */
    public record Middle(Attention attention, double scale) {

        /** Checks the components. */
        public Middle {
            Objects.requireNonNull(attention, "attention");
        }
    }

    /** Checks the components. */
    public UNetConfig {
        Objects.requireNonNull(encoding, "encoding");
        Objects.requireNonNull(mid, "mid");
        Objects.requireNonNull(norm, "norm");
        Objects.requireNonNull(downsamplePadding, "downsamplePadding");
        if (inChannels < 1 || outChannels < 1 || timeSize < 1 || levels.isEmpty()) {
            throw new IllegalArgumentException("a UNet needs channels, a time embedding and levels, got " + inChannels
                    + " channels in, " + outChannels + " out, a time embedding of " + timeSize + " and "
                    + levels.size() + " levels");
        }
    }

    /**
     * Reads the {@code config.json} of a diffusers UNet.
     *
     * @param file such as {@code unet/config.json}
     * @return the configuration
     * @throws JsonException if it is malformed
     * @throws UnsupportedConfigException if it asks for what this UNet does not have
     */
    public static UNetConfig read(Path file) {
        return of(JsonReader.read(file));
    }

    /**
     * Reads the configuration of a diffusers UNet.
     *
     * @param json under diffusers' names; what is missing takes diffusers' defaults
     * @return the configuration
     * @throws JsonException if a value is of the wrong kind
     * @throws UnsupportedConfigException if it asks for what this UNet does not have
     */
    public static UNetConfig of(JsonObject json) {
        return new UNetConfigReader(json).read();
    }

    /**
     * Changes the number of input channels.
     *
     * @param channels of the sample
     * @return a configuration that differs in this
     */
    public UNetConfig withInChannels(int channels) {
        return new UNetConfig(channels, outChannels, encoding, timeSize, levels, mid, norm, downsamplePadding);
    }

    /** How a level's residual blocks normalize. The coarsest has few pixels, the others are expected to have many. */
    NormSettings normOf(int level) {
        return level == levels.size() - 1 ? norm : norm.ofLargeMaps();
    }

    /**
     * Returns the size of a token of the prompt.
     *
     * @return {@code cross_attention_dim}
     */
    public int contextSize() {
        return levels.get(0).transformer().contextSize();
    }
}
