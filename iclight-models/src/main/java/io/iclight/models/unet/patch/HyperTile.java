package io.iclight.models.unet.patch;

import io.iclight.io.tensor.TensorScope;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * Lets self-attention look within tiles of the picture alone, which is faster the larger the picture is. Tiles are the
 * smallest that divide the feature map and are at least as large as asked for.
 *
 * <p>Source: tfernd/HyperTile, as comfyanonymous/ComfyUI has it in {@code comfy_extras/nodes_hypertile.py}; where that picks
 * a tile size at random, this takes them in turns.
 *
 * @param tilePx how large a tile is at least, in pixels of the picture at the finest level, 32 to 2048
 * @param maxLevel the coarsest level that is tiled, 0 is the finest; tiles have as many pixels of the feature map on each
 * @param sizes how many tile sizes take turns, so that seams move; 1 for the smallest alone
 */
public record HyperTile(int tilePx, int maxLevel, int sizes) implements UNetPatch {

    private static final int PIXELS_OF_LATENT = 8;

    /** Tiles of 256 pixels on the finest level, two sizes in turns. */
    public static final HyperTile STANDARD = new HyperTile(256, 0, 2);

    /** Checks the components. */
    public HyperTile {
        if (tilePx < 32 || tilePx > 2048 || maxLevel < 0 || sizes < 1) {
            throw new IllegalArgumentException(
                    "HyperTile's tiles are 32..2048 pixels, its level 0 or more and its sizes 1" + " or more, were "
                            + tilePx + ", " + maxLevel + " and " + sizes);
        }
    }

    @Override
    public UNetHooks begin() {
        return new Hooks();
    }

    private final class Hooks implements UNetHooks {

        private int step;
        private int turn;

        @Override
        public boolean isPromptwise() {
            return true;
        }

        @Override
        public Tensor attention(QueryKeyValue given, AttentionSite site, QueryKeyValue.Product product) {
            if (!site.isWhole(given) || site.block().level() > maxLevel) {
                return product.forward(given);
            }
            int turn = turn(site.block().call());
            Tiling tiling = new Tiling(
                    site.height(), site.width(), tiles(site.height(), turn), tiles(site.width(), turn / sizes));
            if (tiling.count() == 1) {
                return product.forward(given);
            }
            try (TensorScope scope = TensorScope.open()) {
                QueryKeyValue tiled = new QueryKeyValue(
                        tiling.tiled(given.query()), tiling.tiled(given.key()), tiling.tiled(given.value()));
                return scope.handOut(tiling.joined(product.forward(tiled)));
            }
        }

        /** Counted from the step on, so that prompts are cut alike, though one of them was not in the calls before. */
        private int turn(UNetCall call) {
            if (call.step() != step) {
                step = call.step();
                turn = step;
            }
            return turn++;
        }

        /** Into how many tiles a side is cut. */
        private long tiles(long side, int choice) {
            int smallest = (int) Math.min(side, tilePx / PIXELS_OF_LATENT);
            int[] counts = IntStream.rangeClosed(smallest, (int) side)
                    .filter(size -> side % size == 0)
                    .map(size -> (int) side / size)
                    .limit(sizes)
                    .toArray();
            return counts[choice % counts.length];
        }
    }

    /**
     * A feature map cut into tiles of equal size.
     *
     * @param height of the map
     * @param width of the map
     * @param down how many tiles below each other
     * @param across how many tiles beside each other
     */
    private record Tiling(long height, long width, long down, long across) {

        long count() {
            return down * across;
        }

        /** {@code [batch, height * width, channels]} to {@code [batch * tiles, pixels of a tile, channels]}. */
        Tensor tiled(Tensor tokens) {
            long channels = tokens.size(2);
            return tokens.reshape(tokens.size(0), down, height / down, across, width / across, channels)
                    .transpose(2, 3)
                    .reshape(tokens.size(0) * count(), height * width / count(), channels);
        }

        /** The other way round. */
        Tensor joined(Tensor tiles) {
            long channels = tiles.size(2);
            long batch = tiles.size(0) / count();
            return tiles.reshape(batch, down, across, height / down, width / across, channels)
                    .transpose(2, 3)
                    .reshape(batch, height * width, channels);
        }
    }
}
