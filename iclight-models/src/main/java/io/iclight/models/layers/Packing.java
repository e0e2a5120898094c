package io.iclight.models.layers;

import io.iclight.io.weights.Weights;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Which weights are laid out for oneDNN when they are loaded, and which kernel computes with them: the one place that
 * decides it for convolutions and linear layers.
 *
 * <table>
 *   <caption>Which kernel, and why</caption>
 *   <tr><th>weight</th><th>gradients</th><th>kernel</th><th>why</th></tr>
 *   <tr><td>float32 on the CPU, not trained</td><td>off</td><td>oneDNN's, weight packed when it is loaded</td>
 *       <td>a plain weight is packed anew in each call, which takes longer the fewer pixels share it: with 1280 channels 1.2
 *       times as long at 32x32 pixels, 1.8 at 16x16, 3.5 at 8x8</td></tr>
 *   <tr><td>the same</td><td>on</td><td>libtorch's, weight unpacked for the call</td><td>the packed one has none</td></tr>
 *   <tr><td>kept as something narrower</td><td>either</td><td>libtorch's, weight converted for the call</td>
 *       <td>memory</td></tr>
 *   <tr><td>any other</td><td>either</td><td>libtorch's</td><td>it chooses by device and type</td></tr>
 * </table>
 *
 * <p>A packed weight takes the place of the plain one: neither is in memory twice.
 */
final class Packing {

    /** Wider weights are not kept in two layouts. */
    private static final long MOST_CHANNELS_TWICE = 640;

    private Packing() {}

    /**
     * Says how the weights of convolutions are to lie in memory.
     *
     * @param movement of the kernel
     * @return what a weight {@code [out, in, size, size]} is read with
     */
    static Weights.Layout layout(OneDnn.Movement movement) {
        return (weight, placement) -> {
            if (placement.isCompact()) {
                return weight.toType(placement.stored().scalarType());
            }
            return isPackable(weight) ? OneDnn.pack(weight, movement) : weight;
        };
    }

    /**
     * Says how the weights of linear layers are to lie in memory.
     *
     * @return what a weight {@code [out, in]} or {@code [out, in, 1, 1]} is read with
     */
    static Weights.Layout rowsLayout() {
        Weights.Layout ofPixels = layout(OneDnn.Movement.ALONG_ROWS);
        return (weight, placement) -> placement.isCompact() || isPackable(weight)
                ? ofPixels.lay(weight.view(weight.size(0), weight.size(1), 1, 1), placement)
                : weight;
    }

    /**
     * Says how the weights of a sub-pixel convolution are to lie in memory, beside those that it is computed from. They
     * take 16/9 of their memory, so that wide ones are left out: SD1.5's last doubling, of 640 channels, takes 0.45 of the
     * time by them and 26 MB more, the two before it, of 1280, 0.51 and 0.58 of the time and 105 MB more each.
     *
     * @return what a weight {@code [out, in, 3, 3]} is read with; it gives nothing, {@code [0]}, where that is not to be
     */
    static Weights.Layout subPixelLayout() {
        return (weight, placement) ->
                !placement.isCompact() && isPackable(weight) && weight.size(1) <= MOST_CHANNELS_TWICE
                        ? SubPixelConvolution.pack(weight)
                        : weight.new_empty(0);
    }

    private static boolean isPackable(Tensor weight) {
        return weight.is_cpu()
                && weight.scalar_type().intern() == ScalarType.Float
                && !weight.requires_grad()
                && torch.hasMKLDNN();
    }

    /** Whether a weight is to be computed with as it is packed. */
    static boolean isPacked(Tensor weight) {
        return weight.is_mkldnn() && !GradMode.is_enabled();
    }

    /** The weight as libtorch's own kernels multiply an input by it, belonging to the caller or the weight itself. */
    static Tensor plain(Tensor weight, Tensor x) {
        return weight.is_mkldnn() ? weight.to_dense() : weight.toType(x.scalar_type());
    }
}
