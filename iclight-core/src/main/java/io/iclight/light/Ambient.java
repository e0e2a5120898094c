package io.iclight.light;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;

/**
 * The same grey everywhere: light from no side.
 *
 * @param level in 0…255
 */
public record Ambient(int level) implements LightMap {

    /** What Forge starts the foreground model from. */
    public static final Ambient FOREGROUND_MODEL = new Ambient(LightLevels.FOREGROUND_MODEL.ambient());

    /** What the demo gives the background model. */
    public static final Ambient BACKGROUND_MODEL = new Ambient(LightLevels.BACKGROUND_MODEL.ambient());

    /**
     * Checks the component.
     *
     * @throws IllegalArgumentException if it is out of its range
     */
    public Ambient {
        LightRange.level("level", level);
    }

    @Override
    public Image render(ImageSize size) {
        return Image.filled(size, level, level, level);
    }
}
