package io.iclight.light;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import java.util.Optional;

/** The absence of a preference, {@link LightSource#NONE}. */
enum NoLight implements LightSource {
    INSTANCE;

    @Override
    public Optional<Image> render(ImageSize size, LightLevels levels) {
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "NONE";
    }
}
