package io.iclight.models.keys;

import io.iclight.models.unet.UNetConfig;
import io.iclight.models.vae.AutoencoderConfig;
import java.util.List;

/** The layouts of checkpoints that are known, each as a map to diffusers' names. */
public final class LayoutNames {

    private LayoutNames() {}

    /**
     * Names the UNet of a single-file checkpoint.
     *
     * @param config the UNet's shape
     * @return from the names that follow {@code model.diffusion_model.} to diffusers'
     */
    public static NameMap ldmUNet(UNetConfig config) {
        return LdmUNetNames.of(config);
    }

    /**
     * Names the autoencoder of a single-file checkpoint. Its attention is written as 1x1 convolutions, which diffusers
     * writes as matrices.
     *
     * @param config the autoencoder's shape
     * @return from the names that follow {@code first_stage_model.} to diffusers'
     */
    public static NameMap ldmAutoencoder(AutoencoderConfig config) {
        return LdmAutoencoderNames.of(config);
    }

    /**
     * Names the text encoder of a single-file checkpoint, which has transformers' names.
     *
     * @return from the names that follow {@code cond_stage_model.transformer.} to transformers': the same
     */
    public static NameMap ldmTextEncoder() {
        return new NameMap.Builder().build();
    }

    /**
     * Names the text encoder of single-file checkpoints that were saved without transformers' outermost module, as some
     * merged ones are.
     *
     * @return from the names that follow {@code cond_stage_model.transformer.} to transformers'
     */
    public static NameMap bareTextEncoder() {
        NameMap.Builder names = new NameMap.Builder();
        for (String module : List.of("embeddings", "encoder", "final_layer_norm")) {
            names.module(module, "text_model." + module);
        }
        return names.build();
    }

    /**
     * Names the attention of an autoencoder that diffusers saved before version 0.17.
     *
     * @return from the names of then to those of now
     */
    public static NameMap oldAutoencoder() {
        NameMap.Builder names = new NameMap.Builder();
        for (String half : List.of("encoder", "decoder")) {
            String attention = half + ".mid_block.attentions.0.";
            names.linear(attention + "query", attention + "to_q")
                    .linear(attention + "key", attention + "to_k")
                    .linear(attention + "value", attention + "to_v")
                    .linear(attention + "proj_attn", attention + "to_out.0");
        }
        return names.build();
    }
}
