package io.iclight.models.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.models.folder.Part;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LoraTargetsTest {

    private final LoraTargets targets = LoraTargets.of(StableDiffusion15.unet(), StableDiffusion15.textEncoder());

    @Test
    void everyModuleIsFoundByEachOfItsNames() {
        assertThat(targets.all()).hasSizeGreaterThan(300);
        for (LoraTarget target : targets.all()) {
            assertThat(targets.named(target.kohyaName())).contains(target);
            assertThat(targets.named(target.diffusersName())).contains(target);
            assertThat(targets.named(target.newerDiffusersName())).contains(target);
            assertThat(targets.named(target.peftName())).contains(target);
        }
    }

    @Test
    void namesOfSingleFilesAreKnownToo() {
        assertThat(targets.named("lora_unet_output_blocks_5_2_conv"))
                .contains(new LoraTarget(Part.UNET, "up_blocks.1.upsamplers.0.conv"));
        assertThat(targets.named("lora_unet_middle_block_1_transformer_blocks_0_attn2_to_out_0"))
                .contains(new LoraTarget(Part.UNET, "mid_block.attentions.0.transformer_blocks.0.attn2.to_out.0"));
        assertThat(targets.named("lora_te1_text_model_encoder_layers_3_mlp_fc1"))
                .contains(new LoraTarget(Part.TEXT_ENCODER, "text_model.encoder.layers.3.mlp.fc1"));
    }

    @Test
    void otherNamesAreOfNoModule() {
        assertThat(targets.named("lora_te2_text_model_encoder_layers_0_mlp_fc1"))
                .isEqualTo(Optional.empty());
        assertThat(targets.named("lora_unet_conv_norm_out")).isEqualTo(Optional.empty());
        assertThatThrownBy(() -> new LoraTarget(Part.VAE, "encoder.conv_in"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not VAE");
    }
}
