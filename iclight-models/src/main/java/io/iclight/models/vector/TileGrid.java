package io.iclight.models.vector;

import io.iclight.models.layers.ConvolutionKernel;

/** A batch of feature maps as tiles of 4x4 pixels, row by row. What a map is short of is no part of it. */
record TileGrid(ConvolutionKernel.Shape shape) {

    private int columns() {
        return (shape.width() + Winograd.TILE - 1) / Winograd.TILE;
    }

    private int rows() {
        return (shape.height() + Winograd.TILE - 1) / Winograd.TILE;
    }

    /** How many tiles there are. */
    int tiles() {
        return shape.batch() * rows() * columns();
    }

    /**
     * Finds a pixel of a tile in the output.
     *
     * @param tile its number
     * @param y from the tile's first row
     * @param x from the tile's first column
     * @return the pixel's number in the batch, or -1 if it is outside of its feature map
     */
    int outputPixel(int tile, int y, int x) {
        return pixel(tile, y, x, 0);
    }

    /** Finds a pixel of a tile, or around it, in the input. */
    int inputPixel(int tile, int y, int x) {
        return pixel(tile, y, x, shape.margin());
    }

    private int pixel(int tile, int y, int x, int margin) {
        int line = tile / columns();
        int height = shape.height() + 2 * margin;
        int row = line % rows() * Winograd.TILE + y + margin;
        int column = tile % columns() * Winograd.TILE + x;
        boolean isInside = row >= 0 && row < height && column >= 0 && column < shape.width();
        return isInside ? (line / rows() * height + row) * shape.width() + column : -1;
    }
}
