package io.iclight.models.layers;

import io.iclight.io.machine.DeviceUnavailableException;
import io.iclight.io.machine.MachineReport;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.Storage;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.ChannelBlocks;
import io.iclight.io.weights.ScaledIntegers;
import io.iclight.io.weights.Weights;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
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
 *   <tr><td>the same, kept as something narrower</td><td>off</td><td>oneDNN's, weight converted and packed for the call</td>
 *       <td>memory; the output is to the bit that of the converted weight packed when it is loaded</td></tr>
 *   <tr><td>the same</td><td>on</td><td>libtorch's, weight converted for the call</td><td>as above</td></tr>
 *   <tr><td>the same, kept as 8-bit integers, of 32 channels or more on either side</td><td>off</td><td>oneDNN's of integers,
 *       weight packed when it is loaded; see {@link QuantizedWeight}</td><td>time and memory, for exactness</td></tr>
 *   <tr><td>the same</td><td>on</td><td>libtorch's, weight as float32 for the call</td><td>as above</td></tr>
 *   <tr><td>the same as float32 or something narrower, of 3x3 pixels and large feature maps, where the JVM has its
 *       {@link VectorKernels kernels}</td><td>off</td><td>that in Java, weight laid out for it when it is loaded; see
 *       {@link VectorWeight}</td><td>a quarter of the multiplications, in no more memory</td></tr>
 *   <tr><td>the same</td><td>on</td><td>libtorch's, weight as it was for the call</td><td>the other has none</td></tr>
 *   <tr><td>any other</td><td>either</td><td>libtorch's</td><td>it chooses by device and type</td></tr>
 * </table>
 *
 * <p>A packed weight takes the place of the plain one: neither is in memory twice, but where two layouts are faster than one.
 */
final class Packing {

    /** To be raised when weights shall lie otherwise, so that none is taken for what was kept before. */
    private static final String LAYOUTS = "layouts 2";

    /** Wider weights are not kept in two layouts. */
    private static final long MOST_CHANNELS_TWICE = 640;

    /** Of SD1.5's finest level. */
    private static final long FINEST_CHANNELS = 320;

    /** Fewer are the ends of a graph, where rounding shows and little is to be gained. */
    private static final long FEWEST_QUANTIZED = 32;

    /** Nothing, {@code [0]}, where a weight is none of integers. */
    private static final Weights.Layout SCALES = (weight, placement) -> isQuantized(weight, placement)
            ? QuantizedWeight.scales(weight.toType(ScalarType.Float))
            : weight.new_empty(0);

    private Packing() {}

    /**
     * Says how the weights of convolutions are to lie in memory.
     *
     * @param movement of the kernel
     * @return what a weight {@code [out, in, size, size]} is read with
     */
    static Weights.Layout layout(OneDnn.Movement movement) {
        return (weight, placement) -> {
            if (isQuantized(weight, placement)) {
                return QuantizedWeight.ofKernels(weight.toType(ScalarType.Float), movement);
            }
            return isPackable(weight, placement)
                    ? OneDnn.pack(weight.toType(ScalarType.Float).contiguous(), movement)
                    : narrow(weight, placement);
        };
    }

    /**
     * Takes a weight that may be one of integers once more, for its scales.
     *
     * @param weights where the layer's parameters are
     * @param weight as it lies in memory
     * @param take takes it
     * @return the weight with its scales; empty where no weights are integers, so that none is read twice for nothing
     * @throws DeviceUnavailableException if integers are asked for, and nothing here computes with them
     */
    static Optional<QuantizedWeight> quantized(Weights weights, Tensor weight, Function<Weights, Tensor> take) {
        if (!quantizes(weights.placement())) {
            return Optional.empty();
        }
        if (!torch.hasMKLDNN()) {
            throw new DeviceUnavailableException(
                    "weights are kept as I8 where oneDNN computes, and this platform's libtorch "
                            + "is without it; keep them as F16, or as they are");
        }
        Tensor scales = take.apply(weights.in(SCALES).again(ScaledIntegers.USE));
        return Optional.of(new QuantizedWeight(new ScaledIntegers(weight, scales)));
    }

    private static boolean quantizes(Placement placement) {
        return placement.storage().equals(new Storage.Rounded(ElementType.I8));
    }

    private static boolean isQuantized(Tensor weight, Placement placement) {
        return quantizes(placement)
                && isForOneDnn(weight)
                && Math.min(weight.size(0), weight.size(1)) >= FEWEST_QUANTIZED;
    }

    /**
     * Finds the kernel of the JVM for a convolution of 3x3 pixels of large feature maps. Of SD1.5's UNet, it takes 0.5
     * to 0.7 of oneDNN's time at 32x32 and 16x16 pixels, and 1.6 times that at 8x8; of all of the autoencoder, 0.8. The UNet's
     * finest level is left to {@link WinogradConvolution}, which takes 0.8 of its time.
     *
     * @param in the number of input channels
     * @param out the number of output channels
     * @return the kernel, if there is one that suits
     */
    static Optional<ConvolutionKernel> vectorKernel(long in, long out) {
        return suitsWinograd(in, out)
                ? Optional.empty()
                : VectorKernels.convolution().filter(kernel -> kernel.suits((int) in, (int) out));
    }

    /**
     * Says how its weights are to lie in memory.
     *
     * @param otherwise how those do that it cannot compute with
     * @return what a weight {@code [out, in, 3, 3]} is read with; what is laid out for the kernel has five dimensions
     */
    static Weights.Layout vectorLayout(Weights.Layout otherwise) {
        return (weight, placement) -> isForVectors(weight, placement)
                ? ChannelBlocks.lay(weight.toType(kept(weight, placement).scalarType()))
                : otherwise.lay(weight, placement);
    }

    private static boolean isForVectors(Tensor weight, Placement placement) {
        return placement.type() == ElementType.F32
                && weight.is_cpu()
                && !weight.requires_grad()
                && !isQuantized(weight, placement);
    }

    /**
     * Says how the weights of linear layers are to lie in memory: as those of convolutions of one pixel.
     *
     * @return what a weight {@code [out, in]} or {@code [out, in, 1, 1]} is read with
     */
    static Weights.Layout rowsLayout() {
        Weights.Layout ofPixels = layout(OneDnn.Movement.ALONG_ROWS);
        return (weight, placement) -> isQuantized(weight, placement)
                ? QuantizedWeight.ofMatrix(weight.toType(ScalarType.Float).view(weight.size(0), weight.size(1)))
                : ofPixels.lay(weight.reshape(weight.size(0), weight.size(1), 1, 1), placement);
    }

    /**
     * Says how the weights of a sub-pixel convolution are to lie in memory, beside those that it is computed from. They
     * take 16/9 of their memory, so that wide ones are left out: SD1.5's last doubling, of 640 channels, takes 0.45 of the
     * time by them and 26 MB more, the two before it, of 1280, 0.51 and 0.58 of the time and 105 MB more each.
     *
     * @return what a weight {@code [out, in, 3, 3]} is read with; it gives nothing, {@code [0]}, where that is not to be
     */
    static Weights.Layout subPixelLayout() {
        return (weight, placement) -> isPackable(weight, placement) && isForSubPixels(weight)
                ? SubPixelConvolution.pack(weight.toType(ScalarType.Float))
                : weight.new_empty(0);
    }

    private static boolean isForSubPixels(Tensor weight) {
        return isForSubPixels(weight.size(1));
    }

    private static boolean isForSubPixels(long in) {
        return in <= MOST_CHANNELS_TWICE;
    }

    /**
     * Says what the convolution of doubled maps is to expect: large ones, but where its weight is that of a sub-pixel
     * convolution.
     *
     * @param in the number of input channels
     */
    static MapSize mapsOfEnlarged(long in) {
        return isForSubPixels(in) ? MapSize.ANY : MapSize.LARGE;
    }

    /**
     * Says which 3x3 convolutions have weights for Winograd's algorithm beside those that these are computed from. They take
     * four times their memory, so that only SD1.5's finest level has them, 200 MB in all: there is the most to be gained for
     * it, since weights are small and pixels many. Where weights are kept as something narrower, none has.
     *
     * @param in the number of input channels
     * @param out the number of output channels
     * @return whether {@link #winogradLayout} is to be used
     */
    static boolean suitsWinograd(long in, long out) {
        return in >= FINEST_CHANNELS && out == FINEST_CHANNELS;
    }

    /**
     * Says how they are to lie in memory.
     *
     * @return what a weight {@code [out, in, 3, 3]} is read with; it gives nothing, {@code [0]}, where weights are not packed
     */
    static Weights.Layout winogradLayout() {
        return (weight, placement) -> isPackable(weight, placement)
                ? WinogradConvolution.pack(weight.toType(ScalarType.Float))
                : weight.new_empty(0);
    }

    /**
     * Says how tables are to lie in memory, of which little is needed at a time.
     *
     * @return what a table is read with
     */
    static Weights.Layout tableLayout() {
        return Packing::narrow;
    }

    /**
     * Names the kernels that weights are laid out for here.
     *
     * @param placement where and in what is computed, and what weights are kept as
     * @return one line, that of no other machine whose weights would lie otherwise
     */
    static String kernels(Placement placement) {
        String java = VectorKernels.convolution().isPresent() ? "; Java's convolutions" : "";
        return LAYOUTS + "; " + placement + "; " + MachineReport.kernels() + java;
    }

    private static ElementType kept(Tensor weight, Placement placement) {
        ElementType stored = placement.stored(ElementType.of(weight.scalar_type()));
        return stored.isFloating() ? stored : placement.type();
    }

    /** In memory of its own, so that no model depends on its files once it is loaded; what is trained stays what it is. */
    private static Tensor narrow(Tensor weight, Placement placement) {
        ScalarType type = kept(weight, placement).scalarType();
        return weight.requires_grad()
                ? weight.toType(type)
                : weight.to(type, false, true, new MemoryFormatOptional(MemoryFormat.Contiguous));
    }

    private static boolean isFloat32(Tensor tensor) {
        return tensor.scalar_type().intern() == ScalarType.Float;
    }

    private static boolean isPackable(Tensor weight, Placement placement) {
        return placement.type() == ElementType.F32
                && kept(weight, placement) == ElementType.F32
                && isForOneDnn(weight)
                && !isQuantized(weight, placement);
    }

    private static boolean isForOneDnn(Tensor weight) {
        return weight.is_cpu() && !weight.requires_grad() && torch.hasMKLDNN();
    }

    /**
     * Finds the weight that oneDNN is to compute with.
     *
     * @param weight as it lies in memory
     * @param x what it is to be multiplied with
     * @param movement that it was laid out for
     * @return packed, belonging to the caller or the weight itself; empty where libtorch's own kernels are to compute
     */
    static Optional<Tensor> packed(Tensor weight, Tensor x, OneDnn.Movement movement) {
        return packed(weight, weight, x, plain -> OneDnn.pack(plain, movement));
    }

    /**
     * Finds the kernels of a sub-pixel convolution.
     *
     * @param kernels as they lie in memory
     * @param weight that they are computed from, as it lies in memory
     * @param x what they are to be multiplied with
     * @return packed, belonging to the caller or the kernels themselves; empty where there shall be none
     */
    static Optional<Tensor> subPixelKernels(Tensor kernels, Tensor weight, Tensor x) {
        return kernels.is_mkldnn() || isForSubPixels(weight)
                ? packed(kernels, weight, x, SubPixelConvolution::pack)
                : Optional.empty();
    }

    private static Optional<Tensor> packed(Tensor packed, Tensor weight, Tensor x, UnaryOperator<Tensor> packing) {
        if (GradMode.is_enabled()) {
            return Optional.empty();
        }
        if (packed.is_mkldnn()) {
            return Optional.of(packed);
        }
        boolean isNarrow = isFloat32(x) && !weight.is_mkldnn() && !isFloat32(weight);
        if (!isNarrow || !isForOneDnn(weight)) {
            return Optional.empty();
        }
        try (TensorScope scope = TensorScope.open()) {
            return Optional.of(scope.handOut(packing.apply(weight.toType(ScalarType.Float))));
        }
    }

    /** The weight as libtorch's own kernels multiply an input by it, belonging to the caller or the weight itself. */
    static Tensor plain(Tensor weight, Optional<QuantizedWeight> quantized, Tensor x) {
        Optional<QuantizedWeight> integers = quantized.filter(QuantizedWeight::isPresent);
        if (integers.isPresent()) {
            return integers.get().values();
        }
        return weight.is_mkldnn() ? weight.to_dense() : weight.toType(x.scalar_type());
    }
}
