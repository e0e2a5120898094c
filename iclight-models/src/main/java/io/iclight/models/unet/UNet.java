package io.iclight.models.unet;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableDoubleArray;
import io.iclight.io.machine.DeviceUnavailableException;
import io.iclight.io.tensor.Device;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Placement;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import io.iclight.models.layers.Inference;
import io.iclight.models.layers.InputException;
import io.iclight.models.layers.InputSignature;
import io.iclight.models.layers.InputSignature.Axis;
import io.iclight.models.layers.LoadedGraph;
import io.iclight.models.unet.patch.UNetPatch;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * The denoising UNet: from a noisy sample, the time and a prompt it predicts the noise (diffusers, {@code
 * UNet2DConditionModel}).
 *
 * <p>Arguments may lie on any device and be of any floating-point type; they are moved to where this computes, which is
 * where results are. It may be used by several threads at once. Closing it frees its parameters.
 */
public final class UNet implements AutoCloseable {

    private final UNetConfig config;
    private final LoadedGraph<UNetGraph> loaded;
    private final InputSignature sampleSignature;
    private final InputSignature contextSignature;

    /**
     * Loads a UNet.
     *
     * @param config its shape
     * @param source its parameters, under diffusers' names; borrowed for the duration of the call
     * @param placement where and in what it computes
     * @throws WeightsException if the source does not have exactly the parameters of that shape
     * @throws DeviceUnavailableException if this machine cannot compute there
     */
    public UNet(UNetConfig config, TensorSource source, Placement placement) {
        this(config, LoadedGraph.load("the UNet", source, placement, weights -> new UNetGraph(weights, config)));
    }

    /**
     * Loads a UNet onto the processor.
     *
     * @param config its shape
     * @param source its parameters; borrowed for the duration of the call
     * @param type what it computes in
     * @throws WeightsException if the source does not have exactly the parameters of that shape
     */
    public UNet(UNetConfig config, TensorSource source, ElementType type) {
        this(config, source, Placement.cpu(type));
    }

    private UNet(UNetConfig config, LoadedGraph<UNetGraph> loaded) {
        ElementType type = loaded.placement().type();
        this.config = config;
        this.sampleSignature = InputSignature.of(
                "the UNet's sample",
                type,
                Axis.any("batch"),
                Axis.of("channels", config.inChannels()),
                Axis.any("height"),
                Axis.any("width"));
        this.contextSignature = InputSignature.of(
                "the UNet's context",
                type,
                Axis.any("batch"),
                Axis.any("tokens"),
                Axis.of("size", config.contextSize()));
        this.loaded = loaded;
    }

    /**
     * Checks, from the headers alone, that a UNet of a shape could be loaded.
     *
     * @param config its shape
     * @param source its parameters; borrowed for the duration of the call
     * @throws WeightsException if the source does not have exactly the parameters of that shape
     */
    public static void requireFit(UNetConfig config, TensorSource source) {
        LoadedGraph.requireFit("the UNet", source, weights -> new UNetGraph(weights, config));
    }

    /**
     * Lists the parameters of a UNet.
     *
     * @param config its shape
     * @return type and shape by name, in the graph's order
     */
    public static ImmutableMap<String, TensorInfo> parameters(UNetConfig config) {
        return LoadedGraph.parameters(weights -> new UNetGraph(weights, config));
    }

    /**
     * Makes a UNet with other parameters in some places. It shares all others with this one, which does not
     * change; either may be closed first.
     *
     * @param changes the parameters that are to be different; borrowed for the duration of the call
     * @return the UNet, to be closed by the caller
     * @throws WeightsException if there are no such parameters, or they have other shapes
     * @throws IllegalStateException if this is closed
     */
    public UNet with(TensorSource changes) {
        return new UNet(config, loaded.with(changes));
    }

    /**
     * Presents the parameters.
     *
     * @return the parameters as a checkpoint has them, in this model's memory: not to be written to
     */
    public TensorSource parameters() {
        return loaded.parameters();
    }

    /**
     * Returns what this UNet was built from.
     *
     * @return its shape
     */
    public UNetConfig config() {
        return config;
    }

    /**
     * Returns where and in what this UNet computes.
     *
     * @return where its parameters and results lie, and their type
     */
    public Placement placement() {
        return loaded.placement();
    }

    /**
     * Predicts the noise.
     *
     * @param sample {@code [batch, inChannels, height, width]}, of any size, borrowed
     * @param timestep on the training scale, 0 to 999, may be fractional
     * @param context the prompt's tokens, {@code [batch, tokens, contextSize]}, borrowed
     * @return {@code [batch, outChannels, height, width]}, belonging to the caller
     * @throws InputException if an argument is of another type or shape
     * @throws IllegalStateException if this is closed
     */
    public Tensor forward(Tensor sample, double timestep, Tensor context) {
        return forward(sample, timestep, context, UNetObserver.NONE);
    }

    /**
     * Predicts the noise, and shows what its parts compute.
     *
     * @param sample {@code [batch, inChannels, height, width]}, of any size, borrowed
     * @param timestep on the training scale, 0 to 999, may be fractional
     * @param context the prompt's tokens, {@code [batch, tokens, contextSize]}, borrowed
     * @param observer is called by this thread, between the parts
     * @return {@code [batch, outChannels, height, width]}, belonging to the caller
     * @throws InputException if an argument is of another type or shape
     * @throws IllegalStateException if this is closed
     */
    public Tensor forward(Tensor sample, double timestep, Tensor context, UNetObserver observer) {
        try (Inference inference = loaded.infer()) {
            check(sample, timestep, context);
            Device device = placement().device();
            return inference.handOut(loaded.graph()
                    .forward(
                            sampleSignature.take(sample, device),
                            new double[] {timestep},
                            contextSignature.take(context, device),
                            observer));
        }
    }

    /**
     * Begins a run of many calls with the same prompts and conditions.
     *
     * @param conditions what is concatenated to the latents at every call, {@code [1 or images, channels, height, width]},
     *     fewer channels than the sample has; borrowed for the duration of this call
     * @param timesteps at which the run's steps begin, falling; calls at others are possible
     * @param patches change what is computed, in this order
     * @return the run, to be closed by the caller
     * @throws InputException if the conditions are of another shape
     */
    public UNetPass begin(Tensor conditions, ImmutableDoubleArray timesteps, List<UNetPatch> patches) {
        InputSignature.of(
                        "the UNet's conditions",
                        placement().type(),
                        Axis.any("batch"),
                        new Axis("channels", 0, config.inChannels() - 1),
                        Axis.any("height"),
                        Axis.any("width"))
                .check(conditions);
        if (timesteps.isEmpty()) {
            throw new InputException("a pass of the UNet has at least one timestep");
        }
        return new UNetPass(loaded, config, contextSignature, conditions, timesteps, patches);
    }

    private void check(Tensor sample, double timestep, Tensor context) {
        sampleSignature.check(sample);
        contextSignature.check(context);
        if (sample.size(0) != context.size(0)) {
            throw new InputException("the UNet's sample has a batch of " + sample.size(0) + " and its context one of "
                    + context.size(0) + "; repeat the prompt for each sample");
        }
        if (!Double.isFinite(timestep)) {
            throw new InputException("the UNet's timestep must be a finite number, got " + timestep);
        }
    }

    /** Waits for computations that run, then frees the parameters. Closing twice does nothing. */
    @Override
    public void close() {
        loaded.close();
    }

    @Override
    public String toString() {
        return "UNet " + loaded.placement() + " " + config;
    }
}
