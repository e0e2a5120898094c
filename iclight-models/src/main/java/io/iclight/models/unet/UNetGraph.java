package io.iclight.models.unet;

import com.google.common.collect.ImmutableList;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.layers.Activation;
import io.iclight.models.layers.ConditionedConv2d;
import io.iclight.models.layers.Conv2d;
import io.iclight.models.layers.ImageLayout;
import io.iclight.models.layers.Layer;
import io.iclight.models.layers.Window;
import io.iclight.models.unet.patch.UNetCall;
import io.iclight.models.unet.patch.UNetCall.Prompt;
import io.iclight.models.unet.patch.UNetCall.Purpose;
import io.iclight.models.unet.patch.UNetHooks;
import org.bytedeco.pytorch.Tensor;

/** The whole UNet as a differentiable function; {@link UNet} is what owns its parameters and checks its arguments. */
public final class UNetGraph {

    private final long inChannels;
    private final Conv2d input;
    private final TimeEmbedding timeEmbedding;
    private final Activation timeActivation;
    private final Hourglass hourglass;
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
        ImmutableList.Builder<InputBlock> inputs = ImmutableList.builder();
        this.inChannels = config.inChannels();
        this.input = new Conv2d(weights.at("conv_in"), inChannels, finest, Window.SAME_3X3);
        inputs.add(InputBlock.ofConvolution());
        this.timeActivation = config.norm().activation();
        this.timeEmbedding =
                new TimeEmbedding(weights.at("time_embedding"), config.encoding(), config.timeSize(), timeActivation);
        for (int i = 0; i < levels; i++) {
            inputs.addAll(InputBlock.ofLevel(weights.at("down_blocks").at(i), config, i));
        }
        MidBlock middle = new MidBlock(weights.at("mid_block"), config);
        ImmutableList.Builder<OutputBlock> outputs = ImmutableList.builder();
        for (int i = 0; i < levels; i++) {
            outputs.addAll(OutputBlock.ofLevel(weights.at("up_blocks").at(i), config, levels - 1 - i));
        }
        this.hourglass = new Hourglass(inputs.build(), middle, outputs.build());
        this.output = config.norm()
                .convolution(weights.at("conv_norm_out"), weights.at("conv_out"), finest, config.outChannels());
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
        try (TensorScope scope = TensorScope.open();
                TimeTable time = TimeTable.of(timesteps, this, sample);
                PromptMemory prompts = PromptMemory.of(context, 1)) {
            observer.onOutput("time_embedding", time.embedding().expand(sample.size(0), -1));
            UNetCall call = new UNetCall(
                    timesteps[0], 0, 1, ImmutableList.of(Prompt.POSITIVE), sample.size(0), Purpose.PREDICTION);
            Tensor convolved = ImageLayout.CHANNELS_LAST.then(input).forward(sample);
            return scope.handOut(
                    forward(convolved, new Conditioning(time.all(), prompts, call, UNetHooks.NONE), observer));
        }
    }

    /**
     * Begins a pass.
     *
     * @param conditions what is beside the latents, {@code [1 or images, channels, h, w]}, borrowed
     * @return the first convolution, of latents; to be closed by the caller
     */
    ConditionedConv2d beside(Tensor conditions) {
        return new ConditionedConv2d(input, inChannels, conditions);
    }

    /**
     * Computes the prediction of a call within a pass.
     *
     * @param convolved the first convolution's output, {@code [images, channels, h, w]}, borrowed
     * @param told time and prompts
     * @param observer is shown the parts' outputs
     * @return {@code [prompts * images, outChannels, h, w]}, belonging to the caller
     */
    Tensor forward(Tensor convolved, Conditioning told, UNetObserver observer) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor features = hourglass.forward(convolved, told, observer);
            Tensor prediction = output.forward(features).contiguous();
            return scope.handOut(
                    told.hooks().output(Batch.widened(prediction, told.prompts().samples()), told.call()));
        }
    }

    /** Embeds timesteps, {@code [timesteps, timeSize]}; the result belongs to the caller. */
    Tensor embedded(double[] timesteps, Tensor like) {
        return timeEmbedding.forward(timesteps, like);
    }

    /** What residual blocks project; the result belongs to the caller. */
    Tensor activated(Tensor embedding) {
        return timeActivation.forward(embedding);
    }
}
