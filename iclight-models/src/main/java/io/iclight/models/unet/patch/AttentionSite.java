package io.iclight.models.unet.patch;

import java.util.Objects;

/**
 * An attention layer of a UNet.
 *
 * @param block that it is in
 * @param layer which of the block's transformer layers, from 0; SD1.5 has one
 * @param kind what is attended to
 * @param heads how many
 * @param height of the feature map whose pixels are the tokens, row after row
 * @param width of the feature map
 */
public record AttentionSite(Site block, int layer, Kind kind, int heads, long height, long width) {

    /** What is attended to. */
    public enum Kind {
        /** The pixels themselves. */
        SELF,
        /** The prompt. */
        CROSS
    }

    /** Checks the components. */
    public AttentionSite {
        Objects.requireNonNull(block, "block");
        Objects.requireNonNull(kind, "kind");
    }

    /**
     * Tells whether this is self-attention.
     *
     * @return whether it is
     */
    public boolean isSelf() {
        return kind == Kind.SELF;
    }

    /**
     * Tells whether this is self-attention of all pixels: a patch before may have cut them into tiles, or merged some.
     *
     * @param given what is multiplied
     * @return whether it has as many tokens as the feature map has pixels
     */
    public boolean isWhole(QueryKeyValue given) {
        return isSelf() && given.key().size(1) == height * width;
    }
}
