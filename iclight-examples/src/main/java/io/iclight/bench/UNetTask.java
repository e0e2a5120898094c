package io.iclight.bench;

import io.iclight.io.image.ImageSize;
import io.iclight.io.tensor.TensorScope;
import io.iclight.models.unet.UNet;
import org.bytedeco.pytorch.Tensor;

/**
 * The guidance pair through the UNet.
 *
 * @param unet owned
 * @param size of the picture
 */
record UNetTask(UNet unet, ImageSize size) implements Task {

    /** SD1.5's autoencoder makes a pixel of latents from so many of the picture, along each side. */
    private static final int REDUCTION = 8;

    private static final int TOKENS = 77;
    private static final double TIMESTEP = 500;

    @Override
    public void run() {
        try (TensorScope scope = TensorScope.open()) {
            Tensor sample = Samples.gaussian(
                    2, unet.config().inChannels(), size.height() / REDUCTION, size.width() / REDUCTION);
            unet.forward(
                    sample, TIMESTEP, Samples.gaussian(2, TOKENS, unet.config().contextSize()));
        }
    }

    @Override
    public void close() {
        unet.close();
    }
}
