package io.iclight.train.render.picture;

import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;

/** A picture in linear light: three floats a pixel, red, green and blue side by side, rows from the top. */
public final class LinearImage {

    private final int width;
    private final int height;
    private final float[] rgb;

    /**
     * Makes a black picture.
     *
     * @param width in pixels
     * @param height in pixels
     */
    public LinearImage(int width, int height) {
        this.width = width;
        this.height = height;
        this.rgb = new float[3 * width * height];
    }

    /**
     * The width.
     *
     * @return in pixels
     */
    public int width() {
        return width;
    }

    /**
     * The height.
     *
     * @return in pixels
     */
    public int height() {
        return height;
    }

    /**
     * The values themselves, not a copy: whoever changes them changes the picture.
     *
     * @return red, green and blue of every pixel, {@code [height, width, 3]}
     */
    public float[] values() {
        return rgb;
    }

    /**
     * Reads a pixel.
     *
     * @param x its column
     * @param y its row, from the top
     * @return its colour
     */
    public Rgb get(int x, int y) {
        int at = 3 * (y * width + x);
        return new Rgb(rgb[at], rgb[at + 1], rgb[at + 2]);
    }

    /**
     * Writes a pixel.
     *
     * @param x its column
     * @param y its row, from the top
     * @param colour its colour
     */
    public void set(int x, int y, Rgb colour) {
        int at = 3 * (y * width + x);
        rgb[at] = (float) colour.r();
        rgb[at + 1] = (float) colour.g();
        rgb[at + 2] = (float) colour.b();
    }

    /**
     * Adds another picture's light.
     *
     * @param other of the same size
     * @return a new picture
     */
    public LinearImage plus(LinearImage other) {
        LinearImage sum = new LinearImage(width, height);
        for (int i = 0; i < rgb.length; i++) {
            sum.rgb[i] = rgb[i] + other.rgb[i];
        }
        return sum;
    }

    /**
     * Filters the light.
     *
     * @param filter how much of each colour passes
     * @return a new picture
     */
    public LinearImage times(Rgb filter) {
        LinearImage product = new LinearImage(width, height);
        float[] factors = {(float) filter.r(), (float) filter.g(), (float) filter.b()};
        for (int i = 0; i < rgb.length; i++) {
            product.rgb[i] = rgb[i] * factors[i % 3];
        }
        return product;
    }

    /**
     * Lays this picture, as a foreground, over another.
     *
     * @param coverage where it covers
     * @param background what shows where it does not, of the same size
     * @return a new picture
     */
    public LinearImage over(LinearImage background, Coverage coverage) {
        LinearImage result = new LinearImage(width, height);
        for (int i = 0; i < rgb.length; i++) {
            float alpha = coverage.values()[i / 3];
            result.rgb[i] = alpha * rgb[i] + (1 - alpha) * background.rgb[i];
        }
        return result;
    }

    /**
     * Makes the picture visible with the {@link ToneCurve}.
     *
     * @return three channels in {@code [0, 1]}
     */
    public FloatImage encoded() {
        float[] shown = new float[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            shown[i] = (float) ToneCurve.encode(rgb[i]);
        }
        return FloatImage.of(new ImageSize(width, height), 3, shown);
    }

    /**
     * Makes the picture visible with the {@link ToneCurve}, in eight bits.
     *
     * @return an RGB image
     */
    public Image display() {
        return encoded().quantized(255, 0.5f);
    }

    /**
     * Makes the picture visible with the {@link ToneCurve}, in eight bits, and the rest of it transparent.
     *
     * @param coverage where it covers
     * @return an RGBA image
     */
    public Image display(Coverage coverage) {
        float[] shown = new float[rgb.length / 3 * 4];
        for (int i = 0; i < shown.length; i++) {
            int pixel = i / 4;
            shown[i] = i % 4 == 3 ? coverage.values()[pixel] : (float) ToneCurve.encode(rgb[3 * pixel + i % 4]);
        }
        return FloatImage.of(new ImageSize(width, height), 4, shown).quantized(255, 0.5f);
    }
}
