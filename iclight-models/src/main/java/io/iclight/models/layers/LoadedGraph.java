package io.iclight.models.layers;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.machine.ComputeDevices;
import io.iclight.io.machine.DeviceUnavailableException;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Placement;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.HeldWeights;
import io.iclight.io.weights.ModelMemory;
import io.iclight.io.weights.PackedForm;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.Weights;
import io.iclight.io.weights.WeightsException;
import java.util.Optional;
import java.util.function.Function;

/**
 * A graph together with the memory of its parameters: what a model is made of.
 *
 * @param <G> the graph
 */
public final class LoadedGraph<G> implements AutoCloseable {

    private static final TensorSource NO_CHANGES = HashWeights.model(ImmutableMap.of(), 0);

    private final String model;
    private final Function<Weights, G> constructor;
    private final G graph;
    private final HeldWeights held;
    private final ModelMemory memory;
    private final Placement placement;

    private LoadedGraph(
            String model, Weights weights, ModelMemory memory, Placement placement, Function<Weights, G> constructor) {
        this.model = model;
        this.constructor = constructor;
        this.graph = constructor.apply(weights);
        weights.finish(model);
        this.held = weights.held();
        this.memory = memory;
        this.placement = placement;
    }

    /**
     * Builds a graph.
     *
     * @param model what it is called in messages
     * @param source where its parameters are; borrowed for the duration of the call
     * @param placement where the parameters shall lie, and what their elements are converted to
     * @param constructor takes the parameters
     * @param <G> the graph
     * @return the graph, to be closed by the caller
     * @throws WeightsException if the source does not have exactly the parameters that the graph asks for
     * @throws DeviceUnavailableException if this machine cannot compute there
     */
    public static <G> LoadedGraph<G> load(
            String model, TensorSource source, Placement placement, Function<Weights, G> constructor) {
        ComputeDevices.require(placement.device());
        return source.packed()
                .map(form -> load(model, source, form, placement, constructor))
                .orElseGet(() -> build(model, memory -> Weights.of(source, memory, placement), placement, constructor));
    }

    /** Takes the parameters as they were laid out before, or lays them out and keeps them. */
    private static <G> LoadedGraph<G> load(
            String model, TensorSource source, PackedForm form, Placement placement, Function<Weights, G> constructor) {
        String kernels = Packing.kernels(placement);
        return owned(model, memory -> {
            Optional<HeldWeights> kept = form.find(kernels, memory);
            Weights weights = kept.map(held -> Weights.sharing(NO_CHANGES, held, memory, placement))
                    .orElseGet(() -> Weights.of(source, memory, placement));
            LoadedGraph<G> loaded = new LoadedGraph<>(model, weights, memory, placement, constructor);
            if (kept.isEmpty()) {
                form.keep(kernels, loaded.held);
            }
            return loaded;
        });
    }

    /**
     * Builds a graph on the processor.
     *
     * @param model what it is called in messages
     * @param source where its parameters are; borrowed for the duration of the call
     * @param type what the parameters' elements are converted to
     * @param constructor takes the parameters
     * @param <G> the graph
     * @return the graph, to be closed by the caller
     * @throws WeightsException if the source does not have exactly the parameters that the graph asks for
     */
    public static <G> LoadedGraph<G> load(
            String model, TensorSource source, ElementType type, Function<Weights, G> constructor) {
        return load(model, source, Placement.cpu(type), constructor);
    }

    private static <G> LoadedGraph<G> build(
            String model,
            Function<ModelMemory, Weights> cursor,
            Placement placement,
            Function<Weights, G> constructor) {
        return owned(model, memory -> new LoadedGraph<>(model, cursor.apply(memory), memory, placement, constructor));
    }

    /** Frees the memory if the graph cannot be made. */
    private static <G> LoadedGraph<G> owned(String model, Function<ModelMemory, LoadedGraph<G>> maker) {
        ModelMemory memory = new ModelMemory(model);
        try {
            return maker.apply(memory);
        } catch (RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    /**
     * Builds the same graph with other parameters in some places. It shares all others with this graph, which does not
     * change, and either may be closed first.
     *
     * @param changes the parameters that are to be different; borrowed for the duration of the call
     * @return the graph, to be closed by the caller
     * @throws WeightsException if the graph has no such parameters, or they have other shapes
     * @throws IllegalStateException if this is closed
     */
    public LoadedGraph<G> with(TensorSource changes) {
        try (ModelMemory.Use use = memory.use()) {
            return build(model, own -> Weights.sharing(changes, held, own, placement), placement, constructor);
        }
    }

    /**
     * Builds the same graph with the same parameters, to be closed on its own.
     *
     * @return the graph, which shares all memory with this one; to be closed by the caller
     * @throws IllegalStateException if this is closed
     */
    public LoadedGraph<G> shared() {
        return with(NO_CHANGES);
    }

    /**
     * Presents the parameters.
     *
     * @return the parameters as a checkpoint has them; see {@link HeldWeights#source}
     */
    public TensorSource parameters() {
        return held.source(memory, model);
    }

    /**
     * Checks, from the source's headers alone, that a graph could be built.
     *
     * @param model what it is called in messages
     * @param source where its parameters are; borrowed for the duration of the call
     * @param constructor takes the parameters
     * @throws WeightsException if the source does not have exactly the parameters that the graph asks for
     */
    public static void requireFit(String model, TensorSource source, Function<Weights, ?> constructor) {
        try (ModelMemory memory = new ModelMemory("a rehearsal")) {
            Weights weights = Weights.rehearsal(source, memory);
            constructor.apply(weights);
            weights.finish(model);
        }
    }

    /**
     * Lists the parameters that a graph would ask for.
     *
     * @param constructor takes the parameters
     * @return type and shape by name, in the graph's order
     */
    public static ImmutableMap<String, TensorInfo> parameters(Function<Weights, ?> constructor) {
        try (ModelMemory memory = new ModelMemory("a survey")) {
            Weights survey = Weights.survey(memory);
            constructor.apply(survey);
            return survey.asked();
        }
    }

    /**
     * Returns the graph, to be computed with while an {@link Inference} of this is open.
     *
     * @return the graph
     */
    public G graph() {
        return graph;
    }

    /**
     * Returns where the graph computes, and in what.
     *
     * @return where the parameters lie, and what their elements are
     */
    public Placement placement() {
        return placement;
    }

    /**
     * Names what the graph computes with.
     *
     * @return the placement, the processor, libtorch's version and threads, and how weights lie for them; one line
     */
    public String kernels() {
        return Packing.kernels(placement);
    }

    /**
     * Begins a computation without gradients.
     *
     * @return the computation, to be closed by the same thread
     * @throws IllegalStateException if this is closed
     */
    public Inference infer() {
        return Inference.with(memory);
    }

    /** Waits for computations that run, then frees the parameters. Closing twice does nothing. */
    @Override
    public void close() {
        memory.close();
    }
}
