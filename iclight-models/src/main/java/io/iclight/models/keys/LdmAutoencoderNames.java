package io.iclight.models.keys;

import io.iclight.models.vae.AutoencoderConfig;

/**
 * The modules of an autoencoder, from LDM's names to diffusers'. LDM numbers the levels of the decoder from the finest to
 * the coarsest, diffusers in the order in which they compute (CompVis/latent-diffusion, {@code model.py}).
 */
final class LdmAutoencoderNames {

    private final NameMap.Builder names = new NameMap.Builder();
    private final AutoencoderConfig config;

    private LdmAutoencoderNames(AutoencoderConfig config) {
        this.config = config;
    }

    static NameMap of(AutoencoderConfig config) {
        LdmAutoencoderNames ldm = new LdmAutoencoderNames(config);
        ldm.encoder();
        ldm.decoder();
        return ldm.names.build();
    }

    private void encoder() {
        int levels = config.channels().size();
        for (int i = 0; i < levels; i++) {
            String ldm = "encoder.down." + i;
            String diffusers = "encoder.down_blocks." + i;
            residuals(ldm, diffusers, config.blocks());
            if (i < levels - 1) {
                names.module(ldm + ".downsample.conv", diffusers + ".downsamplers.0.conv");
            }
        }
        middle("encoder");
    }

    private void decoder() {
        int levels = config.channels().size();
        for (int i = 0; i < levels; i++) {
            String ldm = "decoder.up." + (levels - 1 - i);
            String diffusers = "decoder.up_blocks." + i;
            residuals(ldm, diffusers, config.blocks() + 1);
            if (i < levels - 1) {
                names.module(ldm + ".upsample.conv", diffusers + ".upsamplers.0.conv");
            }
        }
        middle("decoder");
    }

    private void residuals(String ldm, String diffusers, int count) {
        for (int j = 0; j < count; j++) {
            residual(ldm + ".block." + j, diffusers + ".resnets." + j);
        }
    }

    private void middle(String half) {
        residual(half + ".mid.block_1", half + ".mid_block.resnets.0");
        residual(half + ".mid.block_2", half + ".mid_block.resnets.1");
        String ldm = half + ".mid.attn_1.";
        String diffusers = half + ".mid_block.attentions.0.";
        names.module(ldm + "norm", diffusers + "group_norm")
                .pointwise(ldm + "q", diffusers + "to_q")
                .pointwise(ldm + "k", diffusers + "to_k")
                .pointwise(ldm + "v", diffusers + "to_v")
                .pointwise(ldm + "proj_out", diffusers + "to_out.0")
                .module(half + ".norm_out", half + ".conv_norm_out");
    }

    private void residual(String ldm, String diffusers) {
        names.module(ldm + ".nin_shortcut", diffusers + ".conv_shortcut").module(ldm, diffusers);
    }
}
