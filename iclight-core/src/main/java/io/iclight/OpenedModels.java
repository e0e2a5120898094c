package io.iclight;

import com.google.common.collect.Lists;
import io.iclight.models.clip.ClipTextEncoder;
import io.iclight.models.unet.UNet;
import io.iclight.models.vae.Autoencoder;
import java.util.ArrayList;
import java.util.List;

/** The models that are loaded so far, to be freed if the next one cannot be loaded. */
final class OpenedModels {

    private final List<Runnable> closings = new ArrayList<>();

    UNet add(UNet unet) {
        closings.add(unet::close);
        return unet;
    }

    Autoencoder add(Autoencoder autoencoder) {
        closings.add(autoencoder::close);
        return autoencoder;
    }

    ClipTextEncoder add(ClipTextEncoder encoder) {
        closings.add(encoder::close);
        return encoder;
    }

    void close() {
        Lists.reverse(closings).forEach(Runnable::run);
    }
}
