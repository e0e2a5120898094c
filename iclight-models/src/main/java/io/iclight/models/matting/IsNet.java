package io.iclight.models.matting;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.machine.DeviceUnavailableException;
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
import org.bytedeco.pytorch.Tensor;

/**
 * Finds the foreground of a photograph: IS-Net (Qin et al., 2022) as BRIA's RMBG-1.4 has it ({@code briarmbg.py}). Its
 * weights are not free for commercial use; see BRIA's licence.
 *
 * <p>It may be used by several threads at once. Closing it frees its parameters.
 */
public final class IsNet implements AutoCloseable {

    private final IsNetConfig config;
    private final LoadedGraph<IsNetGraph> loaded;
    private final InputSignature imageSignature;

    /**
     * Loads an IS-Net.
     *
     * @param config its shape
     * @param source its parameters, under RMBG-1.4's names; borrowed for the duration of the call
     * @param placement where and in what it computes
     * @throws WeightsException if the source does not have exactly the parameters of that shape
     * @throws DeviceUnavailableException if this machine cannot compute there
     */
    public IsNet(IsNetConfig config, TensorSource source, Placement placement) {
        this(config, LoadedGraph.load("the matting", source, placement, weights -> new IsNetGraph(weights, config)));
    }

    /**
     * Loads an IS-Net onto the processor.
     *
     * @param config its shape
     * @param source its parameters; borrowed for the duration of the call
     * @param type what it computes in
     * @throws WeightsException if the source does not have exactly the parameters of that shape
     */
    public IsNet(IsNetConfig config, TensorSource source, ElementType type) {
        this(config, source, Placement.cpu(type));
    }

    private IsNet(IsNetConfig config, LoadedGraph<IsNetGraph> loaded) {
        this.config = config;
        this.imageSignature = InputSignature.of(
                "the matting's image",
                loaded.placement().type(),
                Axis.any("batch"),
                Axis.of("channels", config.inChannels()),
                Axis.any("height"),
                Axis.any("width"));
        this.loaded = loaded;
    }

    /**
     * Lists the parameters of an IS-Net.
     *
     * @param config its shape
     * @return type and shape by name, in the graph's order
     */
    public static ImmutableMap<String, TensorInfo> parameters(IsNetConfig config) {
        return LoadedGraph.parameters(weights -> new IsNetGraph(weights, config));
    }

    /**
     * Makes another network of the same parameters, to be closed on its own.
     *
     * @return the network, which shares all memory with this one; to be closed by the caller
     * @throws IllegalStateException if this is closed
     */
    public IsNet shared() {
        return new IsNet(config, loaded.shared());
    }

    /**
     * Returns what this network was built from.
     *
     * @return its shape
     */
    public IsNetConfig config() {
        return config;
    }

    /**
     * Returns where and in what this network computes.
     *
     * @return where its parameters and results lie, and their type
     */
    public Placement placement() {
        return loaded.placement();
    }

    /**
     * Finds the foreground.
     *
     * @param image {@code [batch, inChannels, height, width]}, around -1 to 1, borrowed; the network was trained on about
     *     a megapixel
     * @return the alpha map, {@code [batch, outChannels, height, width]}, 0 to 1, belonging to the caller
     * @throws InputException if the image is of another type or shape
     * @throws IllegalStateException if this is closed
     */
    public Tensor forward(Tensor image) {
        try (Inference inference = loaded.infer()) {
            Tensor taken = imageSignature.take(image, placement().device());
            return inference.handOut(loaded.graph().map(taken));
        }
    }

    /**
     * Returns what every level of the network says.
     *
     * @param image {@code [batch, inChannels, height, width]}, around -1 to 1, borrowed
     * @return maps and features, belonging to the caller; the first map is what {@link #forward} returns
     * @throws InputException if the image is of another type or shape
     * @throws IllegalStateException if this is closed
     */
    public IsNetOutput forwardLevels(Tensor image) {
        try (Inference inference = loaded.infer()) {
            IsNetOutput output =
                    loaded.graph().output(imageSignature.take(image, placement().device()));
            output.maps().forEach(inference::handOut);
            output.features().forEach(inference::handOut);
            return output;
        }
    }

    /** Waits for computations that run, then frees the parameters. Closing twice does nothing. */
    @Override
    public void close() {
        loaded.close();
    }

    @Override
    public String toString() {
        return "IsNet " + loaded.placement() + " " + config;
    }
}
