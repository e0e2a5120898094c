package io.iclight.internal;

import io.iclight.models.clip.ClipTextEncoder;
import io.iclight.models.clip.ClipTokenizer;
import io.iclight.models.unet.UNet;
import io.iclight.models.vae.Autoencoder;
import io.iclight.samplers.Prediction;

/**
 * The models of a relight. Threads may share them.
 *
 * @param tokenizer cuts prompts into tokens
 * @param textEncoder embeds tokens
 * @param autoencoder turns pictures into latents and back
 * @param unet with IC-Light's offset, of 8 input channels
 * @param prediction what the UNet was trained to predict
 */
public record RelightModels(
        ClipTokenizer tokenizer, ClipTextEncoder textEncoder, Autoencoder autoencoder, UNet unet, Prediction prediction)
        implements AutoCloseable {

    /** Waits for computations that run, then frees every model. Closing twice does nothing. */
    @Override
    public void close() {
        textEncoder.close();
        autoencoder.close();
        unet.close();
    }
}
