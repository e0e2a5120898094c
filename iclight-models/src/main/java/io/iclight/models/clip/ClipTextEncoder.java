package io.iclight.models.clip;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableIntArray;
import io.iclight.io.machine.DeviceUnavailableException;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
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
 * CLIP's text encoder: rows of tokens to a vector for each token, which a UNet attends to (Radford et al. 2021;
 * transformers, {@code CLIPTextModel}).
 *
 * <p>A token sees itself and those before it; there is no mask for padding. It may be used by several threads at once.
 * Closing it frees its parameters.
 */
public final class ClipTextEncoder implements AutoCloseable {

    private final ClipTextConfig config;
    private final LoadedGraph<ClipTextGraph> loaded;
    private final InputSignature signature;

    /**
     * Loads a text encoder.
     *
     * @param config its shape
     * @param source its parameters, under transformers' names; borrowed for the duration of the call. The buffer {@code
     *     position_ids} of old checkpoints may be among them
     * @param placement where and in what it computes
     * @throws WeightsException if the source does not have exactly the parameters of that shape
     * @throws DeviceUnavailableException if this machine cannot compute there
     */
    public ClipTextEncoder(ClipTextConfig config, TensorSource source, Placement placement) {
        this(
                config,
                LoadedGraph.load("the text encoder", source, placement, weights -> new ClipTextGraph(weights, config)));
    }

    /**
     * Loads a text encoder onto the processor.
     *
     * @param config its shape
     * @param source its parameters; borrowed for the duration of the call
     * @param type what it computes in
     * @throws WeightsException if the source does not have exactly the parameters of that shape
     */
    public ClipTextEncoder(ClipTextConfig config, TensorSource source, ElementType type) {
        this(config, source, Placement.cpu(type));
    }

    private ClipTextEncoder(ClipTextConfig config, LoadedGraph<ClipTextGraph> loaded) {
        this.config = config;
        this.signature = InputSignature.of(
                "the text encoder's tokens",
                ElementType.I64,
                Axis.any("batch"),
                Axis.upTo("length", config.maxLength()));
        this.loaded = loaded;
    }

    /**
     * Checks, from the headers alone, that a text encoder of a shape could be loaded.
     *
     * @param config its shape
     * @param source its parameters; borrowed for the duration of the call
     * @throws WeightsException if the source does not have exactly the parameters of that shape
     */
    public static void requireFit(ClipTextConfig config, TensorSource source) {
        LoadedGraph.requireFit("the text encoder", source, weights -> new ClipTextGraph(weights, config));
    }

    /**
     * Lists the parameters of a text encoder.
     *
     * @param config its shape
     * @return type and shape by name, in the graph's order
     */
    public static ImmutableMap<String, TensorInfo> parameters(ClipTextConfig config) {
        return LoadedGraph.parameters(weights -> new ClipTextGraph(weights, config));
    }

    /**
     * Makes a text encoder with other parameters in some places. It shares all others with this one, which does not
     * change; either may be closed first.
     *
     * @param changes the parameters that are to be different; borrowed for the duration of the call
     * @return the text encoder, to be closed by the caller
     * @throws WeightsException if there are no such parameters, or they have other shapes
     * @throws IllegalStateException if this is closed
     */
    public ClipTextEncoder with(TensorSource changes) {
        return new ClipTextEncoder(config, loaded.with(changes));
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
     * Returns what this text encoder was built from.
     *
     * @return its shape
     */
    public ClipTextConfig config() {
        return config;
    }

    /**
     * Returns where and in what this text encoder computes.
     *
     * @return where its parameters and results lie, and their type
     */
    public Placement placement() {
        return loaded.placement();
    }

    /**
     * Encodes a prompt: each row by itself, and then one after the other.
     *
     * @param prompt rows of at most {@link ClipTextConfig#maxLength()} tokens
     * @return {@code [1, rows * length, size]}, belonging to the caller
     * @throws InputException if the rows are too long, or a token is unknown
     * @throws IllegalStateException if this is closed
     */
    public Tensor encode(PromptChunks prompt) {
        return encode(prompt, 0);
    }

    /**
     * Encodes a prompt, leaving out the last layers.
     *
     * @param prompt rows of at most {@link ClipTextConfig#maxLength()} tokens
     * @param skippedLayers as for {@link #forward(Tensor, int)}
     * @return {@code [1, rows * length, size]}, belonging to the caller
     * @throws InputException if the rows are too long, or a token is unknown
     * @throws IllegalStateException if this is closed
     */
    public Tensor encode(PromptChunks prompt, int skippedLayers) {
        long[] ids = prompt.rows().stream()
                .flatMapToInt(ImmutableIntArray::stream)
                .asLongStream()
                .toArray();
        try (TensorScope scope = TensorScope.open()) {
            Tensor rows = TensorData.ofLongs(ids, prompt.rows().size(), prompt.rowLength());
            return scope.handOut(forward(rows, skippedLayers).reshape(1, ids.length, config.size()));
        }
    }

    /**
     * Encodes rows of tokens.
     *
     * @param ids int64 {@code [batch, length]}, borrowed; {@code length} is at most {@link ClipTextConfig#maxLength()}
     * @return the last layer's output, normalized: {@code [batch, length, size]}, belonging to the caller
     * @throws InputException if the tensor is of another type or shape, or a token is unknown
     * @throws IllegalStateException if this is closed
     */
    public Tensor forward(Tensor ids) {
        return forward(ids, 0);
    }

    /**
     * Encodes rows of tokens, leaving out the last layers.
     *
     * @param ids int64 {@code [batch, length]}, borrowed; {@code length} is at most {@link ClipTextConfig#maxLength()}
     * @param skippedLayers how many layers, 0 to {@link ClipTextConfig#layers()}: diffusers' {@code clip_skip}, and one
     *     less than the "clip skip" of most user interfaces
     * @return the output of the last layer that is left, normalized: {@code [batch, length, size]}, belonging to the
     *     caller
     * @throws InputException if the tensor is of another type or shape, or a token is unknown
     * @throws IllegalArgumentException if there are not so many layers
     * @throws IllegalStateException if this is closed
     */
    public Tensor forward(Tensor ids, int skippedLayers) {
        if (skippedLayers < 0 || skippedLayers > config.layers()) {
            throw new IllegalArgumentException("of this text encoder's " + config.layers() + " layers 0 to "
                    + config.layers() + " can be skipped, got " + skippedLayers);
        }
        try (Inference inference = loaded.infer()) {
            check(ids);
            Tensor taken = signature.take(ids, placement().device());
            return inference.handOut(loaded.graph().forward(taken, skippedLayers));
        }
    }

    private void check(Tensor ids) {
        signature.check(ids);
        for (long id : TensorData.longs(ids)) {
            if (id < 0 || id >= config.vocabularySize()) {
                throw new InputException("the text encoder's tokens: expected 0 to " + (config.vocabularySize() - 1)
                        + ", found " + id + "; does the tokenizer belong to this model?");
            }
        }
    }

    /** Waits for computations that run, then frees the parameters. Closing twice does nothing. */
    @Override
    public void close() {
        loaded.close();
    }

    @Override
    public String toString() {
        return "CLIP text encoder in " + loaded.placement() + ", " + config;
    }
}
