package io.iclight.models.keys;

import io.iclight.models.unet.UNetConfig;
import io.iclight.models.unet.UNetConfig.Attention;
import io.iclight.models.unet.UNetConfig.Level;
import java.util.List;

/**
 * The modules of a UNet, from LDM's names to diffusers'. LDM numbers the blocks of a way through, and what a block is made
 * of within it; diffusers sorts them by level and kind (CompVis/latent-diffusion, {@code openaimodel.py}).
 */
final class LdmUNetNames {

    private final NameMap.Builder names = new NameMap.Builder();
    private final UNetConfig config;

    private LdmUNetNames(UNetConfig config) {
        this.config = config;
    }

    static NameMap of(UNetConfig config) {
        LdmUNetNames ldm = new LdmUNetNames(config);
        ldm.ends();
        ldm.wayDown();
        ldm.middle();
        ldm.wayUp();
        return ldm.names.build();
    }

    private void ends() {
        names.module("time_embed.0", "time_embedding.linear_1")
                .module("time_embed.2", "time_embedding.linear_2")
                .module("input_blocks.0.0", "conv_in")
                .module("out.0", "conv_norm_out")
                .module("out.2", "conv_out");
    }

    private void wayDown() {
        List<Level> levels = config.levels();
        int block = 1;
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            String down = "down_blocks." + i;
            for (int j = 0; j < level.blocks(); j++) {
                residualAndAttention("input_blocks." + block++, down, j, level.down());
            }
            if (i < levels.size() - 1) {
                names.module("input_blocks." + block++ + ".0.op", down + ".downsamplers.0.conv");
            }
        }
    }

    private void middle() {
        residual("middle_block.0", "mid_block.resnets.0");
        if (config.mid().attention() == Attention.CROSS) {
            names.module("middle_block.1", "mid_block.attentions.0");
            residual("middle_block.2", "mid_block.resnets.1");
        }
    }

    /** From the coarsest level to the finest; a level has a block more than on the way down. */
    private void wayUp() {
        List<Level> levels = config.levels();
        int block = 0;
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(levels.size() - 1 - i);
            String up = "up_blocks." + i;
            for (int j = 0; j <= level.blocks(); j++) {
                residualAndAttention("output_blocks." + block++, up, j, level.up());
            }
            if (i < levels.size() - 1) {
                int behindAttention = level.up() == Attention.CROSS ? 2 : 1;
                names.module(
                        "output_blocks." + (block - 1) + "." + behindAttention + ".conv", up + ".upsamplers.0.conv");
            }
        }
    }

    private void residualAndAttention(String ldm, String diffusers, int index, Attention attention) {
        residual(ldm + ".0", diffusers + ".resnets." + index);
        if (attention == Attention.CROSS) {
            names.module(ldm + ".1", diffusers + ".attentions." + index);
        }
    }

    private void residual(String ldm, String diffusers) {
        names.module(ldm + ".in_layers.0", diffusers + ".norm1")
                .module(ldm + ".in_layers.2", diffusers + ".conv1")
                .module(ldm + ".emb_layers.1", diffusers + ".time_emb_proj")
                .module(ldm + ".out_layers.0", diffusers + ".norm2")
                .module(ldm + ".out_layers.3", diffusers + ".conv2")
                .module(ldm + ".skip_connection", diffusers + ".conv_shortcut");
    }
}
