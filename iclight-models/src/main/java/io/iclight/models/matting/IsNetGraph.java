package io.iclight.models.matting;

import com.google.common.collect.ImmutableList;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.layers.Conv2d;
import io.iclight.models.layers.ImageLayout;
import io.iclight.models.layers.Layer;
import io.iclight.models.layers.Window;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A U of residual Us, as a differentiable function; {@link IsNet} is what owns its parameters and checks arguments. */
public final class IsNetGraph {

    private final Layer input;
    private final ImmutableList<Layer> encoder;
    private final ImmutableList<Layer> decoder;
    private final ImmutableList<Layer> sides;

    /**
     * Takes the parameters of an IS-Net.
     *
     * @param weights where they are, under RMBG-1.4's names
     * @param config its shape
     */
    public IsNetGraph(Weights weights, IsNetConfig config) {
        int width = config.width();
        this.input = ImageLayout.CHANNELS_LAST.then(
                new Conv2d(weights.at("conv_in"), config.inChannels(), width, Window.SAME_3X3.withStride(2)));
        this.encoder = ImmutableList.of(
                new PooledU(weights.at("stage1"), 7, width, width / 2, width),
                new PooledU(weights.at("stage2"), 6, width, width / 2, 2 * width),
                new PooledU(weights.at("stage3"), 5, 2 * width, width, 4 * width),
                new PooledU(weights.at("stage4"), 4, 4 * width, 2 * width, 8 * width),
                new DilatedU(weights.at("stage5"), 8 * width, 4 * width, 8 * width),
                new DilatedU(weights.at("stage6"), 8 * width, 4 * width, 8 * width));
        this.decoder = ImmutableList.of(
                new DilatedU(weights.at("stage5d"), 16 * width, 4 * width, 8 * width),
                new PooledU(weights.at("stage4d"), 4, 16 * width, 2 * width, 4 * width),
                new PooledU(weights.at("stage3d"), 5, 8 * width, width, 2 * width),
                new PooledU(weights.at("stage2d"), 6, 4 * width, width / 2, width),
                new PooledU(weights.at("stage1d"), 7, 2 * width, width / 4, width));
        this.sides = ImmutableList.of(
                side(weights.at("side1"), width, config),
                side(weights.at("side2"), width, config),
                side(weights.at("side3"), 2 * width, config),
                side(weights.at("side4"), 4 * width, config),
                side(weights.at("side5"), 8 * width, config),
                side(weights.at("side6"), 8 * width, config));
    }

    private static Layer side(Weights weights, int channels, IsNetConfig config) {
        return new Conv2d(weights, channels, config.outChannels(), Window.SAME_3X3);
    }

    /** The map of the finest level alone, which belongs to the caller. */
    Tensor map(Tensor image) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(map(0, features(image).get(0), image));
        }
    }

    /**
     * Computes what every level says.
     *
     * @param image {@code [batch, inChannels, height, width]}, around -1 to 1, borrowed
     * @return the maps and features of all levels, which belong to the caller
     */
    public IsNetOutput output(Tensor image) {
        try (TensorScope scope = TensorScope.open()) {
            ImmutableList<Tensor> features = features(image);
            ImmutableList.Builder<Tensor> maps = ImmutableList.builder();
            for (int level = 0; level < features.size(); level++) {
                maps.add(scope.handOut(map(level, features.get(level), image)));
            }
            features.forEach(scope::handOut);
            return new IsNetOutput(maps.build(), features);
        }
    }

    /** A level's side output, at the size of the image, as probabilities. */
    private Tensor map(int level, Tensor features, Tensor image) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor side = sides.get(level).forward(features);
            return scope.handOut(torch.sigmoid(Scaling.resizedLike(side, image)).contiguous());
        }
    }

    /** The decoder's features, from the finest level to the coarsest, which has no decoder but the encoder's. */
    private ImmutableList<Tensor> features(Tensor image) {
        try (TensorScope scope = TensorScope.open()) {
            List<Tensor> encoded = new ArrayList<>();
            Tensor level = input.forward(image);
            for (Layer stage : encoder) {
                Tensor entered = encoded.isEmpty() ? level : Scaling.halved(level);
                level = stage.forward(entered);
                encoded.add(level);
            }
            List<Tensor> coarsestFirst = new ArrayList<>(List.of(level));
            for (int i = 0; i < decoder.size(); i++) {
                Tensor skip = encoded.get(decoder.size() - 1 - i);
                level = decoder.get(i).forward(Scaling.joined(level, skip));
                coarsestFirst.add(level);
            }
            coarsestFirst.forEach(scope::handOut);
            return ImmutableList.copyOf(coarsestFirst).reverse();
        }
    }
}
