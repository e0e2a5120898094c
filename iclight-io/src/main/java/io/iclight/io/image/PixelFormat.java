package io.iclight.io.image;

/** What the samples of a pixel mean, in the order in which they are stored. */
public enum PixelFormat {
    /** One sample: brightness. */
    GREY(1),
    /** Three samples: red, green, blue. */
    RGB(3),
    /** Four samples: red, green, blue, opacity; the colours are not multiplied by the opacity. */
    RGBA(4);

    private final int channels;

    PixelFormat(int channels) {
        this.channels = channels;
    }

    /**
     * Returns how many samples a pixel has.
     *
     * @return 1, 3 or 4
     */
    public int channels() {
        return channels;
    }

    /**
     * Finds the format by its number of samples.
     *
     * @param channels 1, 3 or 4
     * @return the format
     * @throws IllegalArgumentException if there is none with so many
     */
    public static PixelFormat ofChannels(int channels) {
        return switch (channels) {
            case 1 -> GREY;
            case 3 -> RGB;
            case 4 -> RGBA;
            default ->
                throw new IllegalArgumentException(
                        "a pixel has 1 (grey), 3 (RGB) or 4 (RGBA) channels, not " + channels);
        };
    }
}
