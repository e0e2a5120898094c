package io.iclight.io.image;

/**
 * How a decoder's floats, which are nominally in [-1, 1], become pixels.
 *
 * <p>This is not the inverse of {@link PixelRange#CENTERED_AT_127}: 0 becomes 127.5, and the fraction is dropped.
 *
 * <p>Source: lllyasviel/IC-Light, {@code gradio_demo.py}, {@code pytorch2numpy}.
 */
public enum PixelDecoding {
    /** Computes in float32, as the demo does on a CPU. */
    FLOAT32 {
        @Override
        float round(float value) {
            return value;
        }
    },
    /** Rounds the product and the sum to bfloat16, as the demo does on a GPU, where its autoencoder has that type. */
    BFLOAT16 {
        @Override
        float round(float value) {
            int bits = Float.floatToRawIntBits(value);
            if (Float.isNaN(value)) {
                return value;
            }
            // Half of the last place that stays, less one unless that place is odd: ties go to the even neighbour.
            int rounding = 0x7FFF + ((bits >>> 16) & 1);
            return Float.intBitsToFloat((bits + rounding) & 0xFFFF0000);
        }
    };

    abstract float round(float value);

    /**
     * Cuts to 8 bits: {@code x * 127.5 + 127.5}, limited to 0…255, fractions dropped.
     *
     * @param planes {@code [channels, height, width]}, nominally in [-1, 1]
     * @param size columns and rows
     * @return an image of 1, 3 or 4 channels
     * @throws IllegalArgumentException if the planes are not a whole number of channels of that size
     */
    public Image image(float[] planes, ImageSize size) {
        int channels = channels(planes, size);
        PixelFormat format = PixelFormat.ofChannels(channels);
        byte[] samples = Image.allocate(size, format);
        int plane = planes.length / channels;
        for (int i = 0; i < samples.length; i++) {
            float value = planes[i % channels * plane + i / channels];
            samples[i] = Quantization.truncate(round(round(value * 127.5f) + 127.5f));
        }
        return Image.wrap(size, format, samples);
    }

    /**
     * Keeps the precision: {@code x * 0.5 + 0.5}, limited to [0, 1].
     *
     * @param planes {@code [channels, height, width]}, nominally in [-1, 1]
     * @param size columns and rows
     * @return an image of as many channels
     * @throws IllegalArgumentException if the planes are not a whole number of channels of that size
     */
    public FloatImage unit(float[] planes, ImageSize size) {
        int channels = channels(planes, size);
        float[] values = new float[planes.length];
        int plane = planes.length / channels;
        for (int i = 0; i < values.length; i++) {
            float value = planes[i % channels * plane + i / channels];
            values[i] = Math.min(1, Math.max(0, round(round(value * 0.5f) + 0.5f)));
        }
        return FloatImage.wrap(size, channels, values);
    }

    private static int channels(float[] planes, ImageSize size) {
        if (planes.length == 0 || planes.length % size.pixels() != 0) {
            throw new IllegalArgumentException("planes of " + size + " have " + size.pixels() + " values each, but "
                    + planes.length + " were given");
        }
        return (int) (planes.length / size.pixels());
    }
}
