package io.iclight.light;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import java.util.Locale;
import java.util.Optional;

/** The side that light comes from, as seen by whoever looks at the picture: the demos' four gradients. */
public enum LightSide implements LightSource {
    /** From the left edge. */
    LEFT,
    /** From the right edge. */
    RIGHT,
    /** From the top edge. */
    TOP,
    /** From the bottom edge. */
    BOTTOM;

    /**
     * Returns the name that stands in JSON.
     *
     * @return such as {@code left}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<Image> render(ImageSize size, LightLevels levels) {
        return Optional.of(Gradient.of(this, levels).render(size));
    }
}
