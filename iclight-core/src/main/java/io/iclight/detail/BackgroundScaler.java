package io.iclight.detail;

import io.iclight.io.image.FloatImage;

/**
 * Puts the foreground on a grey of one's choice: {@code image * mask + (1 - mask) * level}, limited to [0, 1].
 *
 * <p>Source: kijai/ComfyUI-IC-Light, {@code nodes.py}, {@code BackgroundScaler}; the level is called scale there. To
 * invert the mask, as the node offers, give {@code mask.scaled(-1, 1)}.
 *
 * @param level the grey, nominally in [0, 1]
 */
public record BackgroundScaler(float level) {

    /** Middle grey. */
    public static final BackgroundScaler STANDARD = new BackgroundScaler(0.5f);

    /**
     * Replaces what is masked out.
     *
     * @param image in [0, 1]
     * @param mask one channel, of the image's size: 1 where the image is kept
     * @return an image of the same size, in [0, 1]
     * @throws IllegalArgumentException if the mask has another size, or more channels
     */
    public FloatImage apply(FloatImage image, FloatImage mask) {
        Masks.check(mask, image.size());
        float[] values = image.values();
        float[] kept = mask.values();
        for (int i = 0; i < values.length; i++) {
            float keep = kept[i / image.channels()];
            values[i] = values[i] * keep + (1 - keep) * level;
        }
        return FloatImage.of(image.size(), image.channels(), values).clamped(0, 1);
    }
}
