package io.iclight.models.keys;

import io.iclight.io.json.JsonReader;
import io.iclight.models.clip.ClipTextConfig;
import io.iclight.models.unet.UNetConfig;
import io.iclight.models.vae.AutoencoderConfig;

/** The shapes of Stable Diffusion 1.x, for checkpoints that come without {@code config.json}: single files. */
public final class StableDiffusion15 {

    private StableDiffusion15() {}

    /**
     * Returns the shape of the UNet. What is not stated is diffusers' default, which was made for this model.
     *
     * @return of a plain one, with 4 input channels
     */
    public static UNetConfig unet() {
        return UNetConfig.of(JsonReader.parse("{\"cross_attention_dim\": 768}", "Stable Diffusion 1.5's UNet"));
    }

    /**
     * Returns the shape of the autoencoder.
     *
     * @return of the one with 4 latent channels and a scaling factor of 0.18215
     */
    public static AutoencoderConfig autoencoder() {
        return AutoencoderConfig.of(JsonReader.parse("""
                {
                  "block_out_channels": [128, 256, 512, 512],
                  "layers_per_block": 2,
                  "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D"],
                  "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D"]
                }
                """, "Stable Diffusion 1.5's autoencoder"));
    }

    /**
     * Returns the shape of the text encoder.
     *
     * @return of OpenAI's CLIP ViT-L/14
     */
    public static ClipTextConfig textEncoder() {
        return ClipTextConfig.of(JsonReader.parse("""
                {"hidden_size": 768, "num_attention_heads": 12, "intermediate_size": 3072}
                """, "Stable Diffusion 1.5's text encoder"));
    }
}
