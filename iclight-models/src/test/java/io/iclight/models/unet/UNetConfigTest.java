package io.iclight.models.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.io.json.JsonReader;
import io.iclight.io.weights.TensorInfo;
import io.iclight.models.config.UnsupportedConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UNetConfigTest {

    /** The published size of Stable Diffusion 1.5's UNet. */
    @Test
    void stableDiffusionHas860MillionParameters() {
        UNetConfig config = config("{\"cross_attention_dim\": 768}");

        assertThat(UNet.parameters(config)).hasSize(686);
        assertThat(UNet.parameters(config).values().stream()
                        .mapToLong(TensorInfo::elements)
                        .sum())
                .isEqualTo(859_520_964);
    }

    /** diffusers writes every setting out when it saves a model. */
    @Test
    void aConfigurationThatSpellsTheDefaultsOutIsTheSame() {
        UNetConfig spelled = config("""
                {"_class_name": "UNet2DConditionModel", "_diffusers_version": "0.27.2", "act_fn": "silu",
                 "addition_embed_type": null, "addition_embed_type_num_heads": 64, "addition_time_embed_dim": null,
                 "attention_head_dim": 8, "attention_type": "default", "block_out_channels": [320, 640, 1280, 1280],
                 "center_input_sample": false, "class_embed_type": null, "class_embeddings_concat": false,
                 "conv_in_kernel": 3, "conv_out_kernel": 3, "cross_attention_dim": 1280, "cross_attention_norm": null,
                 "down_block_types":
                     ["CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"],
                 "downsample_padding": 1, "dropout": 0.0, "dual_cross_attention": false, "encoder_hid_dim": null,
                 "encoder_hid_dim_type": null, "flip_sin_to_cos": true, "freq_shift": 0, "in_channels": 4,
                 "layers_per_block": 2, "mid_block_only_cross_attention": null, "mid_block_scale_factor": 1,
                 "mid_block_type": "UNetMidBlock2DCrossAttn", "norm_eps": 1e-05, "norm_num_groups": 32,
                 "num_attention_heads": null, "num_class_embeds": null, "only_cross_attention": false,
                 "out_channels": 4, "projection_class_embeddings_input_dim": null, "resnet_out_scale_factor": 1.0,
                 "resnet_skip_time_act": false, "resnet_time_scale_shift": "default",
                 "reverse_transformer_layers_per_block": null, "sample_size": 64, "time_cond_proj_dim": null,
                 "time_embedding_act_fn": null, "time_embedding_dim": null, "time_embedding_type": "positional",
                 "timestep_post_act": null, "transformer_layers_per_block": 1,
                 "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"],
                 "upcast_attention": null, "use_linear_projection": false}""");

        assertThat(spelled).isEqualTo(config("{}"));
    }

    @Test
    void listsAreReadFromTheFinestLevelToTheCoarsestOnTheWayDownAndBackwardsOnTheWayUp() {
        UNetConfig config = config("""
                {"block_out_channels": [32, 64], "attention_head_dim": [2, 4], "layers_per_block": [1, 3],
                 "down_block_types": ["CrossAttnDownBlock2D", "DownBlock2D"],
                 "up_block_types": ["CrossAttnUpBlock2D", "UpBlock2D"]}""");

        UNetConfig.Level fine = config.levels().get(0);
        UNetConfig.Level coarse = config.levels().get(1);
        assertThat(fine.blocks()).isEqualTo(1);
        assertThat(fine.transformer().heads()).isEqualTo(2);
        assertThat(fine.down()).isEqualTo(UNetConfig.Attention.CROSS);
        assertThat(fine.up()).isEqualTo(UNetConfig.Attention.NONE);
        assertThat(coarse.blocks()).isEqualTo(3);
        assertThat(coarse.transformer().heads()).isEqualTo(4);
        assertThat(coarse.down()).isEqualTo(UNetConfig.Attention.NONE);
        assertThat(coarse.up()).isEqualTo(UNetConfig.Attention.CROSS);
    }

    @Test
    void linearProjectionsHaveNoPixels() {
        String shape = "down_blocks.0.attentions.0.proj_in.weight";
        String plain = "{\"block_out_channels\": [32], \"down_block_types\": [\"CrossAttnDownBlock2D\"],"
                + " \"up_block_types\": [\"UpBlock2D\"]";

        assertThat(UNet.parameters(config(plain + "}")).get(shape).shape().asList())
                .containsExactly(32L, 32L, 1L, 1L);
        assertThat(UNet.parameters(config(plain + ", \"use_linear_projection\": true}"))
                        .get(shape)
                        .shape()
                        .asList())
                .containsExactly(32L, 32L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"center_input_sample\": true",
                "\"dual_cross_attention\": true",
                "\"only_cross_attention\": [true, false, false, false]",
                "\"class_embed_type\": \"timestep\"",
                "\"addition_embed_type\": \"text_time\"",
                "\"encoder_hid_dim\": 4096",
                "\"num_attention_heads\": 8",
                "\"resnet_time_scale_shift\": \"scale_shift\"",
                "\"time_embedding_type\": \"fourier\"",
                "\"mid_block_type\": \"UNetMidBlock2DSimpleCrossAttn\"",
                "\"down_block_types\": [\"AttnDownBlock2D\", \"DownBlock2D\", \"DownBlock2D\", \"DownBlock2D\"]",
                "\"up_block_types\": [\"UpBlock2D\"]",
                "\"block_out_channels\": []",
                "\"block_out_channels\": [33, 64, 64, 64]",
                "\"block_out_channels\": [32, 64, 0, 64]",
                "\"layers_per_block\": 0",
                "\"layers_per_block\": [2, 2, 2, 1000000]",
                "\"transformer_layers_per_block\": -1",
                "\"transformer_layers_per_block\": 1000000",
                "\"attention_head_dim\": 0",
                "\"cross_attention_dim\": 0",
                "\"norm_num_groups\": 0",
                "\"in_channels\": 0",
                "\"time_embedding_dim\": -4",
                "\"downsample_padding\": 2",
                "\"act_fn\": \"quick_gelu\"",
                "\"cross_attention_dim\": [768, 768, 768, 1024]",
                "\"conv_in_kernel\": 1",
                "\"a_feature_of_the_future\": 1"
            })
    void whatWouldChangeTheNumbersIsRefused(String setting) {
        assertThatThrownBy(() -> config("{" + setting + "}"))
                .isInstanceOf(UnsupportedConfigException.class)
                .hasMessageStartingWith("unet/config.json: the UNet has " + setting.substring(0, setting.indexOf(':')));
    }

    @Test
    void channelsThatMakeNoGroupsAreNamed() {
        UNetConfig config = config("{\"block_out_channels\": [32, 48, 64, 64]}");

        assertThatThrownBy(() -> UNet.parameters(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 groups")
                .hasMessageContaining("down_blocks.1.resnets.0.norm");
    }

    private static UNetConfig config(String json) {
        return UNetConfig.of(JsonReader.parse(json, "unet/config.json"));
    }
}
