package io.iclight.models.unet;

import com.google.common.collect.ImmutableList;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.layers.Activation;
import io.iclight.models.layers.Conv2d;
import io.iclight.models.layers.ImageLayout;
import io.iclight.models.layers.Layer;
import io.iclight.models.layers.Window;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/** The whole UNet as a differentiable function; {@link UNet} is what owns its parameters and checks its arguments. */
public final class UNetGraph {

    private final TimeEmbedding timeEmbedding;
    private final Activation timeActivation;
    private final Layer input;
    private final ImmutableList<DownBlock> downBlocks;
    private final MidBlock midBlock;
    private final ImmutableList<UpBlock> upBlocks;
    private final Layer output;

    /**
     * Takes the parameters of a UNet.
     *
     * @param weights where they are, under diffusers' names
     * @param config its shape
     */
    public UNetGraph(Weights weights, UNetConfig config) {
        int levels = config.levels().size();
        int finest = config.levels().get(0).channels();
        this.input = ImageLayout.CHANNELS_LAST.then(
                new Conv2d(weights.at("conv_in"), config.inChannels(), finest, Window.SAME_3X3));
        this.timeActivation = config.norm().activation();
        this.timeEmbedding =
                new TimeEmbedding(weights.at("time_embedding"), config.encoding(), config.timeSize(), timeActivation);
        this.downBlocks = IntStream.range(0, levels)
                .mapToObj(i -> new DownBlock(weights.at("down_blocks").at(i), config, i))
                .collect(ImmutableList.toImmutableList());
        this.midBlock = new MidBlock(weights.at("mid_block"), config);
        this.upBlocks = IntStream.range(0, levels)
                .mapToObj(i -> new UpBlock(weights.at("up_blocks").at(i), config, levels - 1 - i))
                .collect(ImmutableList.toImmutableList());
        this.output = config.norm()
                .activatedNorm(weights.at("conv_norm_out"), finest)
                .then(new Conv2d(weights.at("conv_out"), finest, config.outChannels(), Window.SAME_3X3));
    }

    /**
     * Computes the prediction where each sample has a time of its own, as in training.
     *
     * @param sample {@code [batch, inChannels, h, w]}, borrowed
     * @param timesteps one for each sample, or one for all; on the training scale, may be fractional
     * @param context {@code [batch, tokens, contextSize]}, borrowed
     * @return {@code [batch, outChannels, h, w]}, belonging to the caller
     */
    public Tensor forward(Tensor sample, double[] timesteps, Tensor context) {
        return forward(sample, timesteps, context, UNetObserver.NONE);
    }

    /**
     * Computes the prediction.
     *
     * @param sample {@code [batch, inChannels, h, w]}, borrowed
     * @param timesteps one for each sample, or one for all; on the training scale, may be fractional
     * @param context {@code [batch, tokens, contextSize]}, borrowed
     * @param observer is shown the parts' outputs
     * @return {@code [batch, outChannels, h, w]}, belonging to the caller
     */
    Tensor forward(Tensor sample, double[] timesteps, Tensor context, UNetObserver observer) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor time = timeEmbedding.forward(timesteps, sample);
            observer.onOutput("time_embedding", time.expand(sample.size(0), -1));
            Conditioning conditioning = new Conditioning(timeActivation.forward(time), context);

            Skips skips = new Skips();
            skips.push(input.forward(sample));
            observer.onOutput("conv_in", skips.peek());
            for (int i = 0; i < downBlocks.size(); i++) {
                downBlocks.get(i).forward(skips, conditioning);
                observer.onOutput("down_blocks." + i, skips.peek());
            }

            Tensor features = midBlock.forward(skips.peek(), conditioning);
            observer.onOutput("mid_block", features);
            for (int i = 0; i < upBlocks.size(); i++) {
                Tensor next = upBlocks.get(i).forward(features, skips, conditioning);
                features.close();
                features = next;
                observer.onOutput("up_blocks." + i, features);
            }
            return scope.handOut(output.forward(features).contiguous());
        }
    }
}
