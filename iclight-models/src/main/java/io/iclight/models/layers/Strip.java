package io.iclight.models.layers;

import com.google.common.collect.ImmutableList;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Some rows of a large feature map, from which a 3x3 convolution computes some rows of its output. With one strip after
 * the other, what lies between two layers is never in memory whole, and the output is the same.
 *
 * @param first row
 * @param rows how many
 * @param height of the feature map
 * @param scale how many times larger what is convolved is, along both axes
 */
record Strip(long first, long rows, long height, int scale) {

    /** What is smaller is not worth the trouble. */
    private static final long LARGE_BYTES = 1L << 26;

    /** Large enough for all cores, small enough for their caches. */
    private static final long STRIP_BYTES = 1L << 24;

    /**
     * Says whether a feature map is to be cut.
     *
     * @param x {@code [batch, channels, height, width]}, borrowed
     * @param scale how many times larger what is convolved is
     * @return whether that is large, on the CPU and float32, and no gradient is recorded
     */
    static boolean suits(Tensor x, int scale) {
        return !GradMode.is_enabled()
                && x.is_cpu()
                && x.scalar_type().intern() == ScalarType.Float
                && convolvedBytes(x, scale) >= LARGE_BYTES;
    }

    /**
     * Cuts a feature map.
     *
     * @param x {@code [batch, channels, height, width]}, borrowed
     * @param scale how many times larger what is convolved is
     * @return strips that cover all rows, in order
     */
    static ImmutableList<Strip> of(Tensor x, int scale) {
        long height = x.size(2);
        long most = Math.max(1, STRIP_BYTES * height / convolvedBytes(x, scale));
        ImmutableList.Builder<Strip> strips = ImmutableList.builder();
        for (long first = 0; first < height; first += most) {
            strips.add(new Strip(first, Math.min(most, height - first), height, scale));
        }
        return strips.build();
    }

    private static long convolvedBytes(Tensor x, int scale) {
        return x.numel() / x.size(0) * scale * scale * Float.BYTES;
    }

    /** These rows of the feature map, in its memory. */
    Tensor source(Tensor x) {
        return x.narrow(2, first, rows);
    }

    /** The rows of the output that are computed from them, in its memory. */
    Tensor target(Tensor output) {
        return output.narrow(2, first * scale, rows * scale);
    }

    /**
     * Computes what is convolved.
     *
     * @param x the feature map, borrowed
     * @param before computes it; no pixel of its output depends on more than one of its input
     * @return the rows, and one more at each side: of zeros where the feature map ends
     */
    Tensor convolved(Tensor x, Layer before) {
        long above = first == 0 ? 0 : 1;
        long below = first + rows == height ? 0 : 1;
        Tensor enlarged = before.forward(x.narrow(2, first - above, above + rows + below));
        Tensor inner = enlarged.narrow(2, above * (scale - 1), above + rows * scale + below);
        return above + below == 2 ? inner : torch.constant_pad_nd(inner, 0, 0, 1 - above, 1 - below);
    }

    /**
     * Looks beyond the edges.
     *
     * @param x the feature map, borrowed
     * @return these rows of it, and one more at each side: of zeros where it ends
     */
    Tensor surrounded(Tensor x) {
        return new Strip(first, rows, height, 1).convolved(x, Tensor::alias);
    }
}
