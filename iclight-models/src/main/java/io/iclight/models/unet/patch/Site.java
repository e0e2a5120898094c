package io.iclight.models.unet.patch;

import java.util.Objects;

/**
 * A block of a UNet. Input blocks are the first convolution, then for each level its stages and its halving; output blocks
 * are counted from the coarsest. The numbers are those of {@code input_blocks} and {@code output_blocks} in Stability AI's
 * checkpoints: SD1.5 has 12 of each.
 *
 * @param call that computes
 * @param part of the UNet
 * @param index of the block in its part, from 0
 * @param level its resolution: each is half of the one before, 0 is the finest
 */
public record Site(UNetCall call, Part part, int index, int level) {

    /** A part of a UNet. */
    public enum Part {
        /** The way down. */
        INPUT,
        /** What lies between. */
        MIDDLE,
        /** The way up. */
        OUTPUT
    }

    /** Checks the components. */
    public Site {
        Objects.requireNonNull(call, "call");
        Objects.requireNonNull(part, "part");
    }
}
