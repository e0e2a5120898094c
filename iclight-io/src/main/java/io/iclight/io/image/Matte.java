package io.iclight.io.image;

import java.util.Objects;
import java.util.stream.IntStream;

/**
 * How much of each pixel belongs to the foreground, and the arithmetic that puts the foreground on the grey that IC-Light
 * takes for nothing.
 */
public final class Matte {

    private final FloatImage opacity;

    private Matte(FloatImage opacity) {
        this.opacity = opacity;
    }

    /**
     * Makes a matte.
     *
     * @param opacity one channel, 1 where the foreground is; limited to [0, 1]
     * @return the matte
     * @throws IllegalArgumentException if there are more channels
     */
    public static Matte of(FloatImage opacity) {
        if (opacity.channels() != 1) {
            throw new IllegalArgumentException("a matte has 1 channel, but was given an image of " + opacity);
        }
        return new Matte(opacity.clamped(0, 1));
    }

    /**
     * Takes an image's own opacity.
     *
     * @param image RGBA
     * @return its opacity over 255
     * @throws IllegalArgumentException if the image has no opacity
     */
    public static Matte ofAlpha(Image image) {
        if (image.format() != PixelFormat.RGBA) {
            throw new IllegalArgumentException(
                    "a matte is taken from the opacity of an RGBA image, but this is an image" + " of " + image
                            + "; remove its background first");
        }
        byte[] samples = image.raw();
        float[] opacity = new float[samples.length / 4];
        for (int i = 0; i < opacity.length; i++) {
            opacity[i] = Byte.toUnsignedInt(samples[i * 4 + 3]) / 255f;
        }
        return new Matte(FloatImage.wrap(image.size(), 1, opacity));
    }

    /**
     * Brings the answer of a matting network to the size of the photograph.
     *
     * @param answer one channel, of any size
     * @param photo the photograph's size
     * @return the answer, stretched bilinearly and limited to [0, 1]
     * @throws IllegalArgumentException if there are more channels
     */
    public static Matte ofNetwork(FloatImage answer, ImageSize photo) {
        return of(TorchInterpolation.BILINEAR.stretch(answer, photo));
    }

    /**
     * Computes the size at which RMBG-1.4 gets to see a photograph: about 1024² pixels, the sides in proportion and
     * multiples of 64, ties going to the even multiple.
     *
     * <p>Source: lllyasviel/IC-Light, {@code gradio_demo.py}, {@code run_rmbg}.
     *
     * @param photo the photograph's size
     * @return such as 1152x896 for 96x72
     * @throws IllegalArgumentException if a side would round to 0
     */
    public static ImageSize networkSize(ImageSize photo) {
        return networkSize(photo, 1024 * 1024, 64);
    }

    /**
     * Computes the size at which a matting network gets to see a photograph: the sides in proportion, multiples of a
     * number, ties going to the even multiple.
     *
     * @param photo the photograph's size
     * @param pixels about how many there are to be, at least 1
     * @param multiple what the sides are multiples of, at least 1
     * @return the size
     * @throws IllegalArgumentException if a side would round to 0
     */
    public static ImageSize networkSize(ImageSize photo, int pixels, int multiple) {
        double scale = Math.sqrt(pixels / ((double) multiple * multiple) / photo.pixels());
        int width = (int) (multiple * Math.rint(photo.width() * scale));
        int height = (int) (multiple * Math.rint(photo.height() * scale));
        if (width == 0 || height == 0) {
            double ratio = 4.0 * pixels / ((double) multiple * multiple);
            throw new IllegalArgumentException("a photo of " + photo + " is too narrow to be matted: one side is more"
                    + " than " + Math.round(ratio) + " times the other; crop it");
        }
        return new ImageSize(width, height);
    }

    /**
     * Returns the opacity of each pixel.
     *
     * @return one channel in [0, 1]
     */
    public FloatImage opacity() {
        return opacity;
    }

    /**
     * Puts the foreground on grey: {@code 127 + (x - 127 + lift) * opacity}, limited to 0…255, fractions dropped.
     *
     * <p>Source: lllyasviel/IC-Light, {@code gradio_demo.py}, {@code run_rmbg}, where the lift is called sigma.
     *
     * @param image the photograph, of this matte's size; its own opacity is not looked at
     * @param lift how many levels brighter the foreground becomes: 0 to relight it, 16 to compute its normals
     * @return an RGB image
     * @throws IllegalArgumentException if the sizes differ
     */
    public Image onGrey(Image image, float lift) {
        return blend(image, (sample, alpha) -> 127 + (sample - 127 + lift) * alpha);
    }

    /**
     * Puts the foreground on grey as Forge does: {@code x * opacity + (1 - opacity) * 127}, fractions dropped. Rounding
     * apart, this is {@link #onGrey onGrey(image, 0)}.
     *
     * <p>Source: huchenlei/sd-forge-ic-light, {@code libiclight/utils.py}, {@code make_masked_area_grey}.
     *
     * @param image the photograph, of this matte's size; its own opacity is not looked at
     * @return an RGB image
     * @throws IllegalArgumentException if the sizes differ
     */
    public Image onGreyOfForge(Image image) {
        return blend(image, (sample, alpha) -> sample * alpha + (1 - alpha) * 127);
    }

    private Image blend(Image image, Blend blend) {
        if (!image.size().equals(opacity.size())) {
            throw new IllegalArgumentException("the matte is " + opacity.size() + " and the image " + image.size()
                    + "; they must have the same size");
        }
        byte[] samples = image.toRgb().samples();
        float[] alphas = opacity.raw();
        int width = image.width();
        IntStream.range(0, image.height()).parallel().forEach(y -> {
            for (int pixel = y * width; pixel < (y + 1) * width; pixel++) {
                for (int i = 3 * pixel; i < 3 * pixel + 3; i++) {
                    samples[i] = Quantization.truncate(blend.of(Byte.toUnsignedInt(samples[i]), alphas[pixel]));
                }
            }
        });
        return Image.wrap(image.size(), PixelFormat.RGB, samples);
    }

    /** The arithmetic of one sample, in float32. */
    private interface Blend {
        float of(float sample, float alpha);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Matte that && opacity.equals(that.opacity);
    }

    @Override
    public int hashCode() {
        return Objects.hash(opacity);
    }

    @Override
    public String toString() {
        return "matte of " + opacity.size();
    }
}
