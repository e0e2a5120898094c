package io.iclight.models.unet;

import com.google.common.collect.ImmutableList;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.blocks.Upsample;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** A level on the way up: stages that are shown what the way down saw, and a doubling on all levels but the finest. */
final class UpBlock {

    private final ImmutableList<Stage> stages;
    private final Optional<Upsample> upsample;

    /**
     * Takes a block's parameters.
     *
     * @param weights where they are
     * @param config of the whole UNet
     * @param index of the level, from the finest
     */
    UpBlock(Weights weights, UNetConfig config, int index) {
        UNetConfig.Level level = config.levels().get(index);
        int below = config.levels()
                .get(Math.min(index + 1, config.levels().size() - 1))
                .channels();
        // The way down pushed its input before its stages, so that the last skip has the channels of the level above.
        int above = config.levels().get(Math.max(index - 1, 0)).channels();
        int count = level.blocks() + 1;
        this.stages = IntStream.range(0, count)
                .mapToObj(i -> {
                    int features = i == 0 ? below : level.channels();
                    int skip = i == count - 1 ? above : level.channels();
                    return new Stage(weights, i, features + skip, level, level.up(), config);
                })
                .collect(ImmutableList.toImmutableList());
        this.upsample =
                index == 0 ? Optional.empty() : Optional.of(new Upsample(weights.at("upsamplers.0"), level.channels()));
    }

    /**
     * Computes the block's output.
     *
     * @param x {@code [batch, in, h, w]}, borrowed
     * @param skips loses one for each stage; the one after those says how large the output is
     * @param conditioning borrowed
     * @return {@code [batch, channels, h', w']}, belonging to the caller
     */
    Tensor forward(Tensor x, Skips skips, Conditioning conditioning) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor features = x;
            for (Stage stage : stages) {
                features = forward(stage, features, skips.pop(), conditioning);
            }
            Tensor last = features;
            return scope.handOut(upsample.map(layer -> {
                        Tensor size = skips.peek();
                        return layer.forward(last, size.size(2), size.size(3));
                    })
                    .orElse(last));
        }
    }

    private static Tensor forward(Stage stage, Tensor features, Tensor skip, Conditioning conditioning) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor both = torch.cat(new TensorVector(features, skip), 1);
            skip.close();
            return scope.handOut(stage.forward(both, conditioning));
        }
    }
}
