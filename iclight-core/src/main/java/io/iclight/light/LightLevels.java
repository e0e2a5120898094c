package io.iclight.light;

/**
 * The grey levels that one of IC-Light's models takes for light and for darkness.
 *
 * @param bright where light is, in 0…255
 * @param dark where no light is, in 0…255
 * @param ambient where light comes from no side, in 0…255
 */
public record LightLevels(int bright, int dark, int ambient) {

    /**
     * From white to black, for the foreground model, which starts from the picture. The demo has no ambient light there,
     * and Forge has 127.
     *
     * <p>Source: lllyasviel/IC-Light, {@code gradio_demo.py}, {@code process}; huchenlei/sd-forge-ic-light,
     * {@code libiclight/args.py}, {@code BGSourceFC}.
     */
    public static final LightLevels FOREGROUND_MODEL = new LightLevels(255, 0, 127);

    /**
     * From less than white to more than black, for the background model, which takes the picture for a background.
     *
     * <p>Source: lllyasviel/IC-Light, {@code gradio_demo_bg.py}, {@code process}.
     */
    public static final LightLevels BACKGROUND_MODEL = new LightLevels(224, 32, 64);

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public LightLevels {
        LightRange.level("bright", bright);
        LightRange.level("dark", dark);
        LightRange.level("ambient", ambient);
    }
}
