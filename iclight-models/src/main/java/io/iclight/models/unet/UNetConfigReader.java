package io.iclight.models.unet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Range;
import io.iclight.io.json.JsonObject;
import io.iclight.models.blocks.Downsample;
import io.iclight.models.blocks.NormSettings;
import io.iclight.models.config.ModelConfig;
import io.iclight.models.layers.Activation;
import io.iclight.models.unet.TransformerSettings.Projection;
import io.iclight.models.unet.UNetConfig.Attention;
import io.iclight.models.unet.UNetConfig.Level;
import io.iclight.models.unet.UNetConfig.Middle;
import java.util.List;
import java.util.Locale;

/** Reads the keys and defaults of diffusers' {@code UNet2DConditionModel}. */
final class UNetConfigReader {

    private static final List<Integer> DEFAULT_CHANNELS = List.of(320, 640, 1280, 1280);
    private static final List<String> DEFAULT_DOWN =
            List.of("CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D");
    private static final List<String> DEFAULT_UP =
            List.of("UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D");

    /** A level may attend by the projections around its blocks alone. */
    private static final Range<Integer> TRANSFORMER_LAYERS = ModelConfig.LAYERS.span(Range.singleton(0));

    private final ModelConfig config;

    UNetConfigReader(JsonObject json) {
        this.config = new ModelConfig(json, "the UNet");
    }

    UNetConfig read() {
        refuseOtherArchitectures();
        List<Integer> channels = config.sizesOfLevels("block_out_channels", DEFAULT_CHANNELS);
        int groups = config.integer("norm_num_groups", ModelConfig.SIZES, 32);
        NormSettings norm = new NormSettings(groups, config.number("norm_eps", 1e-5), activation());
        int timeSize = config.optionalSize("time_embedding_dim").orElse(4 * channels.get(0));
        UNetConfig read = new UNetConfig(
                config.integer("in_channels", ModelConfig.SIZES, 4),
                config.integer("out_channels", ModelConfig.SIZES, 4),
                encoding(channels.get(0)),
                timeSize,
                levels(channels, groups),
                middle(),
                norm,
                padding());
        config.finish();
        return read;
    }

    private void refuseOtherArchitectures() {
        config.ignore("sample_size", "dropout")
                // In float32 it makes no difference, and the kernels here sum in float32 anyway.
                .ignore("upcast_attention")
                // Settings of parts that are refused below, and of block types that are refused in attention().
                .ignore("addition_embed_type_num_heads", "addition_time_embed_dim", "class_embeddings_concat")
                .ignore("projection_class_embeddings_input_dim", "mid_block_only_cross_attention")
                .ignore("cross_attention_norm", "resnet_skip_time_act", "resnet_out_scale_factor")
                .only("center_input_sample", false)
                .only("only_cross_attention", false)
                .only("dual_cross_attention", false)
                .only("resnet_time_scale_shift", "default")
                .only("time_embedding_type", "positional")
                .only("attention_type", "default")
                .only("conv_in_kernel", 3)
                .only("conv_out_kernel", 3)
                .none("encoder_hid_dim", "encoder_hid_dim_type", "num_attention_heads", "class_embed_type")
                .none("addition_embed_type", "num_class_embeds", "time_embedding_act_fn", "timestep_post_act")
                .none("time_cond_proj_dim", "reverse_transformer_layers_per_block");
    }

    private Activation activation() {
        String name = config.string("act_fn", "silu").toLowerCase(Locale.ROOT);
        return Activation.named(name)
                .filter(activation -> activation != Activation.QUICK_GELU)
                .orElseThrow(() -> config.unsupported("act_fn", "silu, swish, mish, gelu and relu"));
    }

    private TimestepEncoding encoding(int size) {
        if (size % 2 != 0) {
            throw config.unsupported("block_out_channels", "an even number of channels on the first level");
        }
        TimestepEncoding.Order order = config.bool("flip_sin_to_cos", true)
                ? TimestepEncoding.Order.COSINES_FIRST
                : TimestepEncoding.Order.SINES_FIRST;
        return new TimestepEncoding(size, order, config.number("freq_shift", 0));
    }

    private Downsample.Padding padding() {
        return switch (config.integer("downsample_padding", 1)) {
            case 0 -> Downsample.Padding.RIGHT_AND_BOTTOM;
            case 1 -> Downsample.Padding.EACH_SIDE;
            default -> throw config.unsupported("downsample_padding", "0 and 1");
        };
    }

    private Middle middle() {
        String type = config.string("mid_block_type", "UNetMidBlock2DCrossAttn");
        Attention attention = switch (type) {
            case "UNetMidBlock2DCrossAttn" -> Attention.CROSS;
            case "UNetMidBlock2D" -> Attention.NONE;
            default -> throw config.unsupported("mid_block_type", "UNetMidBlock2DCrossAttn and UNetMidBlock2D");
        };
        return new Middle(attention, config.number("mid_block_scale_factor", 1));
    }

    /** The file lists the blocks of the way up from the coarsest level to the finest. */
    private ImmutableList<Level> levels(List<Integer> channels, int normGroups) {
        int count = channels.size();
        List<String> down = config.strings("down_block_types", DEFAULT_DOWN);
        List<String> up = config.strings("up_block_types", DEFAULT_UP);
        if (down.size() != count || up.size() != count) {
            throw config.unsupported(
                    down.size() != count ? "down_block_types" : "up_block_types",
                    count + " of them, as many as block_out_channels");
        }
        List<Integer> blocks = config.integerForEach("layers_per_block", count, ModelConfig.LAYERS, 2);
        List<TransformerSettings> transformers = transformers(count, normGroups);
        ImmutableList.Builder<Level> levels = ImmutableList.builder();
        for (int i = 0; i < count; i++) {
            levels.add(new Level(
                    channels.get(i),
                    blocks.get(i),
                    attention("down_block_types", down.get(i), "DownBlock2D"),
                    attention("up_block_types", up.get(count - 1 - i), "UpBlock2D"),
                    transformers.get(i)));
        }
        return levels.build();
    }

    private Attention attention(String key, String type, String plain) {
        String known = type.startsWith("UNetRes") ? type.substring("UNetRes".length()) : type;
        if (known.equals(plain)) {
            return Attention.NONE;
        }
        if (known.equals("CrossAttn" + plain)) {
            return Attention.CROSS;
        }
        throw config.unsupported(key, plain + " and CrossAttn" + plain);
    }

    private List<TransformerSettings> transformers(int count, int normGroups) {
        List<Integer> layers = config.integerForEach("transformer_layers_per_block", count, TRANSFORMER_LAYERS, 1);
        List<Integer> heads = config.integerForEach("attention_head_dim", count, ModelConfig.SIZES, 8);
        List<Integer> contextSizes = config.integerForEach("cross_attention_dim", count, ModelConfig.SIZES, 1280);
        if (contextSizes.stream().distinct().count() > 1) {
            throw config.unsupported("cross_attention_dim", "one size for all levels");
        }
        Projection projection =
                config.bool("use_linear_projection", false) ? Projection.LINEAR : Projection.CONVOLUTION;
        ImmutableList.Builder<TransformerSettings> settings = ImmutableList.builder();
        for (int i = 0; i < count; i++) {
            settings.add(
                    new TransformerSettings(layers.get(i), heads.get(i), contextSizes.get(i), normGroups, projection));
        }
        return settings.build();
    }
}
