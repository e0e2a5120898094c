package io.iclight.internal;

import io.iclight.models.clip.ClipTextEncoder;
import io.iclight.models.clip.ClipTokenizer;
import io.iclight.models.unet.UNet;
import io.iclight.models.vae.Autoencoder;

/**
 * The models of a relight. Threads may share them.
 *
 * @param tokenizer cuts prompts into tokens
 * @param textEncoder embeds tokens
 * @param autoencoder turns pictures into latents and back
 * @param unet predicts noise; with IC-Light's offset, of 8 input channels
 */
public record RelightModels(ClipTokenizer tokenizer, ClipTextEncoder textEncoder, Autoencoder autoencoder, UNet unet)
        implements AutoCloseable {

    /** Waits for computations that run, then frees every model. Closing twice does nothing. */
    @Override
    public void close() {
        textEncoder.close();
        autoencoder.close();
        unet.close();
    }
}
