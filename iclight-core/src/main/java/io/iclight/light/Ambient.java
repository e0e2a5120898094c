package io.iclight.light;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;

/**
 * The same grey everywhere: light from no side.
 *
 * @param level in 0…255
 */
public record Ambient(int level) implements LightMap {

    /**
     * What Forge starts the foreground model from; the demo has no ambient light there.
     *
     * <p>Source: huchenlei/sd-forge-ic-light, {@code libiclight/args.py}, {@code BGSourceFC}.
     */
    public static final Ambient FOREGROUND_MODEL = new Ambient(127);

    /**
     * What the demo gives the background model.
     *
     * <p>Source: lllyasviel/IC-Light, {@code gradio_demo_bg.py}, {@code process}.
     */
    public static final Ambient BACKGROUND_MODEL = new Ambient(64);

    /** Checks the component. */
    public Ambient {
        if (level < 0 || level > 255) {
            throw new IllegalArgumentException("level must be in 0..255, was " + level);
        }
    }

    @Override
    public Image render(ImageSize size) {
        return Image.filled(size, level, level, level);
    }
}
