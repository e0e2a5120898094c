package io.iclight.models.matting;

import com.google.common.collect.ImmutableList;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.layers.Layer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * A residual U block (Qin et al., U2-Net, 2020; RSU-7 to RSU-4): a small U-Net whose output is added to its input's first
 * convolution. A U of depth {@code n} halves its maps {@code n - 2} times and dilates its deepest convolution.
 */
final class PooledU implements Layer {

    private final Layer input;
    private final ImmutableList<Layer> down;
    private final Layer bottom;
    private final ImmutableList<Layer> up;

    /**
     * Takes a block's parameters.
     *
     * @param weights where they are
     * @param depth 4 to 7
     * @param in channels of the input
     * @param middle channels inside
     * @param out channels of the output
     */
    PooledU(Weights weights, int depth, int in, int middle, int out) {
        this.input = new ConvolutionBlock(weights.at("rebnconvin"), in, out, 1);
        this.down = IntStream.range(1, depth)
                .mapToObj(i -> new ConvolutionBlock(weights.at("rebnconv" + i), i == 1 ? out : middle, middle, 1))
                .collect(ImmutableList.toImmutableList());
        this.bottom = new ConvolutionBlock(weights.at("rebnconv" + depth), middle, middle, 2);
        this.up = IntStream.iterate(depth - 1, i -> i >= 1, i -> i - 1)
                .mapToObj(i ->
                        new ConvolutionBlock(weights.at("rebnconv" + i + "d"), 2 * middle, i == 1 ? out : middle, 1))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public Tensor forward(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor entered = input.forward(x);
            Deque<Tensor> skips = new ArrayDeque<>();
            skips.push(down.get(0).forward(entered));
            for (Layer layer : down.subList(1, down.size())) {
                skips.push(layer.forward(Scaling.halved(skips.element())));
            }
            Tensor features = bottom.forward(skips.element());
            for (Layer layer : up) {
                features = layer.forward(Scaling.joined(features, skips.pop()));
            }
            return scope.handOut(features.add(entered));
        }
    }
}
