package io.iclight.models.vae;

/**
 * How much of a picture the autoencoder has in memory at a time. A picture of no more pixels than {@code side * side} is
 * encoded and decoded in one piece. A larger one is cut into tiles of at most {@code side} by {@code side}, which are
 * normalized by means and variances of the whole picture and reach into each other as far as convolutions do, so that no
 * seam can be; only those means and variances are estimated, from the picture made smaller and corrected by what the tiles
 * are seen to have. Nearly three times as much is computed, and more with tiles so small that most of one is what it has of
 * its neighbours.
 *
 * @param side in pixels of the picture, from {@link #SMALLEST}
 */
public record Tiling(int side) {

    /** The smallest side: smaller tiles would have more of their neighbours' pixels than of their own. */
    public static final int SMALLEST = 256;

    /** Up to 1280x1280 in one piece. */
    public static final Tiling LARGE_PICTURES = new Tiling(1280);

    /** Pictures of any size in one piece, whatever memory that takes. */
    public static final Tiling NONE = new Tiling(Integer.MAX_VALUE);

    /** Checks the component. */
    public Tiling {
        if (side < SMALLEST) {
            throw new IllegalArgumentException(
                    "tiles of an autoencoder are at least " + SMALLEST + " pixels high and wide, was " + side);
        }
    }

    /** Whether a picture is cut. */
    boolean cuts(long height, long width) {
        return height * width > (long) side * side;
    }
}
