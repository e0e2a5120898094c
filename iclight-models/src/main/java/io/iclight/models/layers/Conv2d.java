package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.ChannelBlocks;
import io.iclight.io.weights.Weights;
import java.util.Optional;
import java.util.function.Function;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * Two-dimensional convolution with bias: {@code [batch, in, height, width]} to {@code [batch, out, height', width']}.
 *
 * <p>The output of a channels-last input is channels-last too.
 */
public final class Conv2d implements Layer {

    private final Tensor weight;
    private final Tensor bias;
    private final Window window;
    private final OneDnn.Movement movement;
    private final Optional<QuantizedWeight> quantized;
    private final Optional<WinogradConvolution> winograd;
    private final Optional<VectorWeight> vectors;

    private Conv2d(
            Tensor weight,
            Optional<VectorWeight> vectors,
            Optional<QuantizedWeight> quantized,
            Tensor bias,
            Window window,
            OneDnn.Movement movement) {
        this.weight = weight;
        this.quantized = quantized;
        this.bias = bias;
        this.window = window;
        this.movement = movement;
        this.winograd = Optional.empty();
        this.vectors = vectors;
    }

    /**
     * Takes a layer's parameters, {@code weight [out, in, size, size]} and {@code bias [out]}.
     *
     * @param weights where they are
     * @param in the number of input channels
     * @param out the number of output channels
     * @param window how the kernel moves
     */
    public Conv2d(Weights weights, long in, long out, Window window) {
        this(weights, in, out, window, MapSize.ANY);
    }

    /**
     * Takes a layer's parameters, as above.
     *
     * @param weights where they are
     * @param in the number of input channels
     * @param out the number of output channels
     * @param window how the kernel moves
     * @param maps how large feature maps are expected to be
     */
    public Conv2d(Weights weights, long in, long out, Window window, MapSize maps) {
        this.movement = new OneDnn.Movement(window.stride(), window.padding(), window.padding(), window.dilation());
        Function<Weights, Tensor> take = from -> from.parameter("weight", out, in, window.size(), window.size());
        Optional<ConvolutionKernel> kernel = maps == MapSize.LARGE && window.equals(Window.SAME_3X3)
                ? Packing.vectorKernel(in, out)
                : Optional.empty();
        Weights.Layout layout = Packing.layout(movement);
        this.weight = take.apply(weights.in(kernel.isPresent() ? Packing.vectorLayout(layout) : layout));
        this.vectors = kernel.filter(found -> weight.dim() == ChannelBlocks.DIMENSIONS)
                .map(found -> new VectorWeight(found, weight, 0));
        this.quantized = Packing.quantized(weights, weight, take);
        this.bias = weights.parameter("bias", out);
        this.window = window;
        this.winograd = window.equals(Window.SAME_3X3) && Packing.suitsWinograd(in, out)
                ? Optional.of(new WinogradConvolution(
                        take.apply(weights.in(Packing.winogradLayout()).again("for Winograd")), bias))
                : Optional.empty();
    }

    /**
     * Makes a convolution of one pixel, which is a linear map of each pixel's channels.
     *
     * @param weights where its parameters are, {@code weight [out, in, 1, 1]} and {@code bias [out]}
     * @param in the number of input channels
     * @param out the number of output channels
     * @return the layer
     */
    public static Layer ofOnePixel(Weights weights, long in, long out) {
        Linear linear = Linear.ofConvolution(weights, in, out);
        return x -> {
            try (TensorScope scope = TensorScope.open()) {
                return scope.handOut(linear.forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2));
            }
        };
    }

    /** How the kernel moves. */
    Window window() {
        return window;
    }

    /** What is added to each output channel, {@code [out]}. */
    Tensor bias() {
        return bias;
    }

    /** As it lies in memory; not to be asked where feature maps are large. */
    Tensor weight() {
        return weight;
    }

    /** Memory for outputs of inputs of a size. */
    Tensor room(Tensor x, long height, long width) {
        return x.new_empty(x.size(0), height, width, bias.size(0)).permute(0, 3, 1, 2);
    }

    /**
     * The same convolution of inputs that come with the rows of zeros above and below. To be used in the caller's scope: a
     * weight that is converted for each use is converted once for all of these.
     *
     * @param x one of the inputs, or what they are computed from
     */
    Conv2d ofPaddedRows(Tensor x) {
        Optional<VectorWeight> blocked = vectors.map(VectorWeight::ofPaddedRows);
        return new Conv2d(
                blocked.map(VectorWeight::blocks)
                        .or(() -> Packing.packed(weight, x, movement))
                        .orElse(weight),
                blocked,
                quantized,
                bias,
                window,
                movement.withoutPaddingY());
    }

    @Override
    public Tensor forward(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor out = vectors.isPresent() ? inVectors(vectors.get(), x) : inLibtorch(x);
            report(out);
            return scope.handOut(out);
        }
    }

    /**
     * Adds the output to something.
     *
     * @param sum of the output's shape; this layer closes it, and overwrites its memory where no gradient will ask for it
     * @param x the input, borrowed
     * @return the new sum, belonging to the caller
     */
    Tensor addTo(Tensor sum, Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            if (GradMode.is_enabled()) {
                Tensor total = sum.add(forward(x));
                sum.close();
                return scope.handOut(total);
            }
            boolean isLaid = sum.is_contiguous(MemoryFormat.ChannelsLast);
            if (vectors.isPresent() && isLaid && VectorWeight.suits(x)) {
                vectors.get().convolve(x, bias, Optional.of(sum), sum);
                report(sum);
                return scope.handOut(InPlace.result(sum));
            }
            Optional<Tensor> packed = isLaid && vectors.isEmpty() && !isQuantized()
                    ? Packing.packed(weight, x, movement)
                    : Optional.empty();
            if (packed.isPresent()) {
                Tensor pixels = x.contiguous(MemoryFormat.ChannelsLast);
                winograd(x)
                        .ifPresentOrElse(
                                tiled -> tiled.write(pixels, sum, Tensor::add_),
                                () -> OneDnn.convolveOnto(sum, pixels, packed.get(), Optional.of(bias), movement));
                report(sum);
            } else {
                sum.add_(forward(x));
            }
            return scope.handOut(InPlace.result(sum));
        }
    }

    /**
     * What the first of the input channels contribute to the output: the same convolution of these alone, without bias.
     *
     * @param count of these channels
     * @param x of the type and on the device that it is to compute with
     * @return of a weight of its own, in the caller's scope
     */
    Conv2d ofFirstInputs(long count, Tensor x) {
        Tensor some = plainWeight(x).narrow(1, 0, count).contiguous();
        return new Conv2d(
                weight.is_mkldnn() ? OneDnn.pack(some, movement) : some,
                Optional.empty(),
                Optional.empty(),
                bias.mul(new Scalar(0)),
                window,
                movement);
    }

    private Tensor inVectors(VectorWeight blocked, Tensor x) {
        if (!VectorWeight.suits(x)) {
            return plain(x, plainWeight(x));
        }
        Tensor output = room(x, x.size(2) - 2L * blocked.margin(), x.size(3));
        blocked.convolve(x, bias, Optional.empty(), output);
        return output;
    }

    private Tensor inLibtorch(Tensor x) {
        return Packing.packed(weight, x, movement)
                .map(packed -> convolved(x.contiguous(MemoryFormat.ChannelsLast), packed))
                .orElseGet(() -> plain(x, plainWeight(x)));
    }

    private Tensor convolved(Tensor x, Tensor packed) {
        if (isQuantized()) {
            return quantized.get().convolve(x, bias, movement);
        }
        Optional<WinogradConvolution> tiled = winograd(x);
        if (tiled.isEmpty()) {
            return OneDnn.convolve(x, packed, Optional.of(bias), movement);
        }
        Tensor output = room(x, x.size(2), x.size(3));
        tiled.get().write(x, output, Tensor::copy_);
        return output;
    }

    private boolean isQuantized() {
        return quantized.filter(QuantizedWeight::computes).isPresent();
    }

    private Optional<WinogradConvolution> winograd(Tensor x) {
        return winograd.filter(tiled -> tiled.suits(x));
    }

    private Tensor plainWeight(Tensor x) {
        return vectors.map(blocked -> blocked.plain().toType(x.scalar_type()))
                .orElseGet(() -> Packing.plain(weight, quantized, x));
    }

    private Tensor plain(Tensor x, Tensor plainWeight) {
        return torch.conv2d(
                x,
                plainWeight,
                new TensorOptional(bias),
                both(movement.stride()),
                new long[] {movement.paddingY(), movement.paddingX()},
                both(movement.dilation()),
                1);
    }

    private void report(Tensor out) {
        FlopCounter.report(FlopCounter.Kind.CONVOLUTION, out.numel() * (weight.numel() / bias.size(0)));
    }

    private static long[] both(int value) {
        return new long[] {value, value};
    }
}
