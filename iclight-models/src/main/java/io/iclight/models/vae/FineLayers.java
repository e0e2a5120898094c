package io.iclight.models.vae;

import com.google.common.collect.ImmutableList;
import io.iclight.io.machine.ProcessMemory;
import io.iclight.io.tensor.TensorScope;
import io.iclight.models.layers.Layer;
import io.iclight.models.layers.NormMoments;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The layers of encoder or decoder whose feature maps are finer than the latents: those that take the memory. They are
 * convolutions and group norms, so that a tile of a picture is computed exactly as within the whole if it has the pixels
 * around it that convolutions see, and the whole's means and variances.
 *
 * <p>These are estimated, since no whole feature map is ever in memory. Tiles that are all normalized by the moments of a
 * miniature, every n-th pixel of the picture, show how the picture's moments differ from the miniature's. When the miniature
 * is computed once more, with its moments moved by that at every norm, what the change of one norm does to the next is in
 * its moments too. What is left is a small difference of all pixels, the same everywhere.
 *
 * <p>What one of these passes freed, the C library still holds, in pieces that do not suit the next, whose maps are of other
 * sizes: it is given back between them.
 *
 * @param layers what is computed
 * @param inScale pixels of the input for one of the latents, along each side
 * @param outScale pixels of the output for one of the latents
 * @param reach how many pixels of latents an output depends on at most, to each side
 */
record FineLayers(Layer layers, int inScale, int outScale, int reach) {

    /**
     * Makes the layers of an autoencoder.
     *
     * @param layers what is computed
     * @param config of the autoencoder
     * @param inScale pixels of the input for one of the latents
     * @param outScale pixels of the output for one of the latents
     */
    static FineLayers of(Layer layers, AutoencoderConfig config, int inScale, int outScale) {
        // Of a level with s pixels for one of the latents, the decoder has 2 * (blocks + 1) + 1 convolutions of 3x3,
        // that see 1/s further each; over s = 2, 4, 8, ... that is less than 2 * blocks + 3. The encoder has fewer.
        return new FineLayers(layers, inScale, outScale, 2 * config.blocks() + 3);
    }

    /**
     * Computes pictures, in tiles if they are large.
     *
     * @param x {@code [batch, channels, height * inScale, width * inScale]}, borrowed
     * @param tiling how they are cut
     * @return {@code [batch, channels', height * outScale, width * outScale]}, belonging to the caller
     */
    Tensor forward(Tensor x, Tiling tiling) {
        return isCut(x, tiling) ? inTiles(x, tiling) : layers.forward(x);
    }

    /**
     * Computes pictures from a tensor that nobody needs any more.
     *
     * @param x as for {@link #forward}; closed
     * @param tiling how they are cut
     * @return as {@link #forward} does
     */
    Tensor consume(Tensor x, Tiling tiling) {
        if (!isCut(x, tiling)) {
            return layers.consume(x);
        }
        Tensor output = inTiles(x, tiling);
        x.close();
        return output;
    }

    /**
     * Counts what is computed of a picture: all of its pixels once, or those of its miniature and of its tiles, overlaps
     * included, twice.
     *
     * @param height in pixels of the latents
     * @param width in pixels of the latents
     * @param tiling how it is cut
     * @return how many pixels of the latents that is
     */
    long computed(long height, long width, Tiling tiling) {
        if (!isCut(height, width, tiling)) {
            return height * width;
        }
        long tiles =
                tiles(height, width, tiling).stream().mapToLong(Tile::pixels).sum();
        long most = most(tiling);
        return 2 * (Math.min(height, most) * Math.min(width, most) + tiles);
    }

    private boolean isCut(Tensor x, Tiling tiling) {
        return isCut(x.size(2) / inScale, x.size(3) / inScale, tiling);
    }

    private boolean isCut(long height, long width, Tiling tiling) {
        return tiling.cuts(height * reduction(), width * reduction());
    }

    private int most(Tiling tiling) {
        return tiling.side() / reduction();
    }

    private ImmutableList<Tile> tiles(long height, long width, Tiling tiling) {
        return Tile.cover(height, width, most(tiling), reach);
    }

    private int reduction() {
        return Math.max(inScale, outScale);
    }

    private Tensor inTiles(Tensor x, Tiling tiling) {
        if (x.size(0) == 1) {
            return picture(x, tiling);
        }
        try (TensorScope scope = TensorScope.open()) {
            TensorVector pictures = new TensorVector();
            for (long i = 0; i < x.size(0); i++) {
                pictures.push_back(picture(x.narrow(0, i, 1), tiling));
            }
            return scope.handOut(torch.cat(pictures, 0));
        }
    }

    private Tensor picture(Tensor x, Tiling tiling) {
        ImmutableList<Tile> tiles = tiles(x.size(2) / inScale, x.size(3) / inScale, tiling);
        NormMoments moments = moments(x, tiles, (long) most(tiling) * inScale);
        ProcessMemory.giveBack();
        return inTiles(moments, x, tiles);
    }

    /**
     * Computes one picture of which the moments are known.
     *
     * @param moments at each norm of the layers
     * @param x {@code [1, channels, height * inScale, width * inScale]}, borrowed
     * @param tiles that cover it
     * @return as for {@link #forward}
     */
    Tensor inTiles(NormMoments moments, Tensor x, List<Tile> tiles) {
        Layer normalized = moments.normalized(layers);
        try (TensorScope scope = TensorScope.open()) {
            Optional<Tensor> whole = Optional.empty();
            for (Tile tile : tiles) {
                Tensor core = core(normalized, tile, x);
                Tensor room = whole.orElseGet(() -> room(core, x));
                tile.place(room).copy_(core);
                core.close();
                whole = Optional.of(room);
            }
            return scope.handOut(whole.orElseThrow());
        }
    }

    private Tensor core(Layer normalized, Tile tile, Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(tile.core(normalized.forward(tile.of(x, inScale))));
        }
    }

    private Tensor room(Tensor like, Tensor x) {
        long height = x.size(2) / inScale * outScale;
        long width = x.size(3) / inScale * outScale;
        return like.new_empty(1, height, width, like.size(1)).permute(0, 3, 1, 2);
    }

    private NormMoments moments(Tensor x, List<Tile> tiles, long most) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor miniature = torch.upsample_nearest2d(x, Math.min(x.size(2), most), Math.min(x.size(3), most));
            NormMoments small = NormMoments.of(layers, miniature);
            ProcessMemory.giveBack();
            NormMoments seen = new NormMoments();
            for (Tile tile : tiles) {
                core(small.watched(layers, seen, tile::core), tile, x).close();
            }
            ProcessMemory.giveBack();
            return small.corrected(seen, layers, miniature);
        }
    }
}
