package io.iclight.bench;

import io.iclight.io.image.ImageSize;
import io.iclight.io.tensor.TensorScope;
import io.iclight.models.vae.Autoencoder;

/**
 * A picture to latents.
 *
 * @param autoencoder owned
 * @param size of the picture
 */
record EncodeTask(Autoencoder autoencoder, ImageSize size) implements Task {

    @Override
    public void run() {
        try (TensorScope scope = TensorScope.open()) {
            autoencoder.encodeMode(Samples.gaussian(1, autoencoder.config().inChannels(), size.height(), size.width()));
        }
    }

    @Override
    public void close() {
        autoencoder.close();
    }
}
