package io.iclight.io.image;

/** How 8-bit samples become the floats that a network sees. */
public enum PixelRange {
    /**
     * {@code x / 127 - 1}, so that the grey of 127 is exactly 0, and 255 a little more than 1.
     *
     * <p>Source: lllyasviel/IC-Light, {@code gradio_demo.py}, {@code numpy2pytorch}.
     */
    CENTERED_AT_127 {
        @Override
        float of(int sample) {
            return sample / 127f - 1f;
        }
    },
    /**
     * {@code x / 255}, in [0, 1].
     *
     * <p>Source: huchenlei/sd-forge-ic-light, {@code libiclight/utils.py}, {@code forge_numpy2pytorch}.
     */
    UNIT {
        @Override
        float of(int sample) {
            return sample / 255f;
        }
    };

    abstract float of(int sample);

    /**
     * Converts an image, one channel after the other.
     *
     * @param image of any format
     * @return {@code [channels, height, width]}
     */
    public float[] planes(Image image) {
        float[] levels = new float[256];
        for (int sample = 0; sample < levels.length; sample++) {
            levels[sample] = of(sample);
        }
        byte[] samples = image.raw();
        int channels = image.channels();
        int plane = samples.length / channels;
        float[] planes = new float[samples.length];
        for (int i = 0; i < plane; i++) {
            for (int c = 0; c < channels; c++) {
                planes[c * plane + i] = levels[Byte.toUnsignedInt(samples[i * channels + c])];
            }
        }
        return planes;
    }
}
