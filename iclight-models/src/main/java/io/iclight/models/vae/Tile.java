package io.iclight.models.vae;

import com.google.common.collect.ImmutableList;
import org.bytedeco.pytorch.Tensor;

/**
 * A part of a picture that is computed by itself: a core, which is kept, and what its convolutions see around it.
 *
 * @param rows of the latents
 * @param columns of the latents
 */
record Tile(Span rows, Span columns) {

    /**
     * A tile along one axis, in pixels of the latents.
     *
     * @param from first pixel
     * @param to the pixel after the last
     * @param coreFrom first pixel of the core
     * @param coreTo the pixel after the core's last
     * @param size of the axis
     */
    record Span(long from, long to, long coreFrom, long coreTo, long size) {

        /**
         * Covers an axis by cores of nearly one length.
         *
         * @param size of the axis
         * @param most the greatest length of a tile, unless it is less than three times the reach
         * @param reach how far a tile reaches beyond its core, if the axis does
         */
        static ImmutableList<Span> cover(long size, int most, int reach) {
            // Layers that see far get larger tiles than are asked for, rather than ones that are hardly more than
            // neighbours.
            int core = Math.max(most - 2 * reach, reach);
            long count = size <= most ? 1 : (size + core - 1) / core;
            ImmutableList.Builder<Span> spans = ImmutableList.builder();
            for (long i = 0; i < count; i++) {
                long from = i * size / count;
                long to = (i + 1) * size / count;
                spans.add(new Span(Math.max(0, from - reach), Math.min(size, to + reach), from, to, size));
            }
            return spans.build();
        }

        /** The last tile has what is left where an axis is no multiple of the reduction. */
        private Tensor of(Tensor x, int axis, int scale) {
            long begin = from * scale;
            return x.narrow(axis, begin, (to == size ? x.size(axis) : to * scale) - begin);
        }

        private Tensor core(Tensor computed, int axis) {
            long scale = computed.size(axis) / (to - from);
            long begin = (coreFrom - from) * scale;
            return computed.narrow(
                    axis, begin, (coreTo == size ? computed.size(axis) : (coreTo - from) * scale) - begin);
        }

        private Tensor place(Tensor whole, int axis) {
            long scale = whole.size(axis) / size;
            return whole.narrow(axis, coreFrom * scale, (coreTo - coreFrom) * scale);
        }
    }

    /**
     * Covers a picture.
     *
     * @param height in pixels of the latents
     * @param width in pixels of the latents
     * @param most the greatest height and width of a tile, unless it is less than three times the reach
     * @param reach how far a tile reaches beyond its core, if the picture does
     * @return tiles whose cores are the picture, row by row
     */
    static ImmutableList<Tile> cover(long height, long width, int most, int reach) {
        ImmutableList.Builder<Tile> tiles = ImmutableList.builder();
        for (Span rows : Span.cover(height, most, reach)) {
            for (Span columns : Span.cover(width, most, reach)) {
                tiles.add(new Tile(rows, columns));
            }
        }
        return tiles.build();
    }

    /** How many pixels of the latents it has, the core's and those around it. */
    long pixels() {
        return (rows.to() - rows.from()) * (columns.to() - columns.from());
    }

    /** This tile of a whole feature map with {@code scale} pixels for one of the latents, in its memory. */
    Tensor of(Tensor x, int scale) {
        return columns.of(rows.of(x, 2, scale), 3, scale);
    }

    /** The core of a feature map that was computed from this tile, in its memory. */
    Tensor core(Tensor computed) {
        return columns.core(rows.core(computed, 2), 3);
    }

    /** Where the core lies in a whole feature map, in its memory. */
    Tensor place(Tensor whole) {
        return columns.place(rows.place(whole, 2), 3);
    }
}
