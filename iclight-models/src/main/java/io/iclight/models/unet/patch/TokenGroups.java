package io.iclight.models.unet.patch;

import com.google.common.primitives.Longs;
import io.iclight.io.tensor.Device;
import io.iclight.io.tensor.TensorData;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * The tokens of a feature map in two groups: one of each cell is kept, the others may be merged into kept ones.
 *
 * @param merged the places of those that may be merged, {@code [tokens - cells]}
 * @param kept the places of the others, {@code [cells]}
 */
record TokenGroups(Tensor merged, Tensor kept) {

    /** Cells have so many pixels along each side. */
    static final int CELL = 2;

    /**
     * Divides a feature map. Pixels that no whole cell has may be merged.
     *
     * @param height of the map
     * @param width of the map
     * @param choice which pixel of each cell is kept, 0 to 3
     * @param like on whose device the places are wanted
     */
    static TokenGroups of(long height, long width, int choice, Tensor like) {
        List<Long> merged = new ArrayList<>();
        List<Long> kept = new ArrayList<>();
        for (long y = 0; y < height; y++) {
            for (long x = 0; x < width; x++) {
                boolean inCell = y < height / CELL * CELL && x < width / CELL * CELL;
                boolean chosen = inCell && y % CELL == choice / CELL && x % CELL == choice % CELL;
                (chosen ? kept : merged).add(y * width + x);
            }
        }
        return new TokenGroups(places(merged, like), places(kept, like));
    }

    private static Tensor places(List<Long> places, Tensor like) {
        return Device.of(like).move(TensorData.ofLongs(Longs.toArray(places), places.size()));
    }
}
