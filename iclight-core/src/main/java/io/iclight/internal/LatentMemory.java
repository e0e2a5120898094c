package io.iclight.internal;

import io.iclight.io.image.Image;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Remembers what pictures were encoded to by one autoencoder, so that a picture that comes again need not be. Threads may share it. */
public interface LatentMemory {

    /** Remembers nothing. */
    LatentMemory NONE = new LatentMemory() {
        @Override
        public Optional<Tensor> find(Image picture) {
            return Optional.empty();
        }

        @Override
        public void keep(Image picture, Tensor latents) {}
    };

    /**
     * Looks for a picture's latents.
     *
     * @param picture what was encoded
     * @return float32 {@code [1, channels, height, width]}, on the processor, belonging to the caller; empty where none are
     *     remembered
     */
    Optional<Tensor> find(Image picture);

    /**
     * Remembers a picture's latents, perhaps in the place of older ones.
     *
     * @param picture what was encoded
     * @param latents float32 {@code [1, channels, height, width]}, on any device, borrowed
     */
    void keep(Image picture, Tensor latents);
}
