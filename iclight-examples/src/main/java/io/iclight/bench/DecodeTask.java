package io.iclight.bench;

import io.iclight.io.image.ImageSize;
import io.iclight.io.tensor.TensorScope;
import io.iclight.models.vae.Autoencoder;

/**
 * Latents to a picture.
 *
 * @param autoencoder owned
 * @param size of the picture
 */
record DecodeTask(Autoencoder autoencoder, ImageSize size) implements Task {

    @Override
    public void run() {
        int reduction = autoencoder.config().reduction();
        try (TensorScope scope = TensorScope.open()) {
            autoencoder.decode(Samples.gaussian(
                    1, autoencoder.config().latentChannels(), size.height() / reduction, size.width() / reduction));
        }
    }

    @Override
    public void close() {
        autoencoder.close();
    }
}
