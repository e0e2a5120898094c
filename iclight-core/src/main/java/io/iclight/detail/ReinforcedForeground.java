package io.iclight.detail;

import io.iclight.io.image.CenterCrop;
import io.iclight.io.image.Image;
import io.iclight.io.image.PixelFormat;

/**
 * Lays the matted foreground over the light that diffusion starts from, so that its own colours survive better.
 *
 * <p>A pixel of the foreground that is exactly 127 in red, green and blue counts as background, wherever it is.
 *
 * <p>Source: huchenlei/sd-forge-ic-light, {@code libiclight/args.py}, {@code get_lightmap} with {@code reinforce_fg}.
 */
public final class ReinforcedForeground {

    private static final int BACKGROUND = 127;

    private ReinforcedForeground() {}

    /**
     * Lays the foreground over a light map.
     *
     * @param lightMap the light, cropped to the foreground's size; its opacity is kept
     * @param foreground an RGB image with 127 for background
     * @return an image of the foreground's size, RGB, or RGBA where the light map is
     * @throws IllegalArgumentException if a side of the foreground is odd and the light map cannot be cropped to it
     */
    public static Image over(Image lightMap, Image foreground) {
        Image coloured = lightMap.format() == PixelFormat.GREY ? lightMap.toRgb() : lightMap;
        Image light = CenterCrop.LANCZOS.resize(coloured, foreground.size());
        if (!light.size().equals(foreground.size())) {
            throw new IllegalArgumentException("a light map of " + lightMap.size() + " is cropped to " + light.size()
                    + ", but the foreground is " + foreground.size() + "; give both even sides");
        }
        byte[] subject = foreground.toRgb().samples();
        byte[] result = light.samples();
        int channels = light.channels();
        for (int pixel = 0; pixel < subject.length / 3; pixel++) {
            if (!isBackground(subject, pixel * 3)) {
                System.arraycopy(subject, pixel * 3, result, pixel * channels, 3);
            }
        }
        return Image.of(light.size(), light.format(), result);
    }

    private static boolean isBackground(byte[] rgb, int begin) {
        return rgb[begin] == BACKGROUND && rgb[begin + 1] == BACKGROUND && rgb[begin + 2] == BACKGROUND;
    }
}
