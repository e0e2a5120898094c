package io.iclight.light;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import java.util.Optional;

/** Light from no side, {@link LightSource#AMBIENT}. */
enum AmbientLight implements LightSource {
    INSTANCE;

    @Override
    public Optional<Image> render(ImageSize size, LightLevels levels) {
        return Optional.of(new Ambient(levels.ambient()).render(size));
    }

    @Override
    public String toString() {
        return "AMBIENT";
    }
}
