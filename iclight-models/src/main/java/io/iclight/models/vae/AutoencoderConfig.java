package io.iclight.models.vae;

import com.google.common.collect.ImmutableList;
import io.iclight.io.json.JsonException;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import io.iclight.models.blocks.NormSettings;
import io.iclight.models.config.ModelConfig;
import io.iclight.models.config.UnsupportedConfigException;
import io.iclight.models.layers.Activation;
import io.iclight.models.layers.MapSize;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The shape of an autoencoder.
 *
 * @param inChannels channels of an image that is encoded
 * @param outChannels channels of an image that is decoded
 * @param latentChannels channels of the latents
 * @param channels of the levels, from the finest resolution to the coarsest; each is half as large as the one before
 * @param blocks how many residual blocks a level of the encoder has; one of the decoder has one more
 * @param norm how residual blocks normalize
 * @param scalingFactor what diffusion multiplies latents by; the autoencoder itself does not
 */
public record AutoencoderConfig(
        int inChannels,
        int outChannels,
        int latentChannels,
        ImmutableList<Integer> channels,
        int blocks,
        NormSettings norm,
        double scalingFactor) {

    private static final String DOWN = "DownEncoderBlock2D";
    private static final String UP = "UpDecoderBlock2D";
    /** The reference has no setting for it. */
    private static final double EPSILON = 1e-6;

    /** Checks the components. */
    public AutoencoderConfig {
        Objects.requireNonNull(norm, "norm");
        if (inChannels < 1 || outChannels < 1 || latentChannels < 1 || blocks < 1 || channels.isEmpty()) {
            throw new IllegalArgumentException("an autoencoder needs channels, blocks and levels, got " + inChannels
                    + " channels in, " + outChannels + " out, " + latentChannels + " latent, " + blocks
                    + " blocks and " + channels.size() + " levels");
        }
    }

    /**
     * Reads the {@code config.json} of a diffusers autoencoder.
     *
     * @param file such as {@code vae/config.json}
     * @return the configuration
     * @throws JsonException if it is malformed
     * @throws UnsupportedConfigException if it asks for what this autoencoder does not have
     */
    public static AutoencoderConfig read(Path file) {
        return of(JsonReader.read(file));
    }

    /**
     * Reads the configuration of a diffusers autoencoder.
     *
     * @param json under diffusers' names; what is missing takes diffusers' defaults
     * @return the configuration
     * @throws JsonException if a value is of the wrong kind
     * @throws UnsupportedConfigException if it asks for what this autoencoder does not have
     */
    public static AutoencoderConfig of(JsonObject json) {
        ModelConfig config = new ModelConfig(json, "the autoencoder");
        config.ignore("sample_size", "force_upcast")
                .none("latents_mean", "latents_std", "shift_factor")
                .only("use_quant_conv", true)
                .only("use_post_quant_conv", true)
                .only("mid_block_add_attention", true);
        ImmutableList<Integer> channels = config.sizesOfLevels("block_out_channels", List.of(64));
        requireBlocks(config, "down_block_types", DOWN, channels.size());
        requireBlocks(config, "up_block_types", UP, channels.size());
        int groups = config.integer("norm_num_groups", ModelConfig.SIZES, 32);
        AutoencoderConfig read = new AutoencoderConfig(
                config.integer("in_channels", ModelConfig.SIZES, 3),
                config.integer("out_channels", ModelConfig.SIZES, 3),
                config.integer("latent_channels", ModelConfig.SIZES, 4),
                channels,
                config.integer("layers_per_block", ModelConfig.LAYERS, 1),
                new NormSettings(groups, EPSILON, activation(config), MapSize.LARGE),
                config.number("scaling_factor", 0.18215));
        config.finish();
        return read;
    }

    private static void requireBlocks(ModelConfig config, String key, String type, int count) {
        if (!config.strings(key, List.of(type)).equals(Collections.nCopies(count, type))) {
            throw config.unsupported(key, type + " " + count + " times, once for each of block_out_channels");
        }
    }

    private static Activation activation(ModelConfig config) {
        String name = config.string("act_fn", "silu").toLowerCase(Locale.ROOT);
        return Activation.named(name)
                .filter(activation -> activation != Activation.QUICK_GELU)
                .orElseThrow(() -> config.unsupported("act_fn", "silu, swish, mish, gelu and relu"));
    }

    /**
     * Returns how much smaller latents are than images.
     *
     * @return pixels per latent along either axis, a power of 2
     */
    public int reduction() {
        return 1 << (channels.size() - 1);
    }

    int coarsestChannels() {
        return channels.get(channels.size() - 1);
    }

    /** The reference ends encoder and decoder with SiLU, whatever the activation of the blocks. */
    NormSettings finalNorm() {
        return new NormSettings(norm.groups(), norm.epsilon(), Activation.SILU);
    }
}
