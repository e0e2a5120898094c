package io.iclight.io.weights;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Placement;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * A cursor over a source's names, from which the constructors of a graph take their parameters.
 *
 * <pre>{@code
 * Linear(Weights weights, long in, long out) {
 *     this.weight = weights.parameter("weight", out, in);
 *     this.bias = weights.parameter("bias", out);
 * }
 * new Linear(weights.at("time_embedding").at("linear_1"), 320, 1280);
 * }</pre>
 *
 * <p>A parameter that is missing or has another shape does not stop the construction; {@link #finish} reports them all
 * at once, together with the names that nobody asked for.
 */
public final class Weights {

    /** How a parameter lies in memory. */
    @FunctionalInterface
    public interface Layout {

        /** Contiguous, of the type that is computed in. */
        Layout PLAIN = (parameter, placement) ->
                parameter.toType(placement.type().scalarType()).contiguous();

        /**
         * Lays a parameter out.
         *
         * @param parameter where the placement says, on the processor of the type that the source has; borrowed
         * @param placement what is computed in, and what is kept
         * @return the same numbers, rounded where the placement says so; belonging to the caller; it may share memory with
         *     {@code parameter}
         */
        Tensor lay(Tensor parameter, Placement placement);
    }

    private final Ledger ledger;
    private final String prefix;
    private final Layout layout;

    /** What the parameters are taken for once more; empty the first time. */
    private final String use;

    private Weights(Ledger ledger, String prefix, Layout layout, String use) {
        this.ledger = ledger;
        this.prefix = prefix;
        this.layout = layout;
        this.use = use;
    }

    private Weights(Ledger ledger) {
        this(ledger, "", Layout.PLAIN, "");
    }

    /**
     * Starts at the top of a source.
     *
     * @param source where the tensors are; borrowed, and used until {@link #finish}
     * @param memory who owns the parameters
     * @param placement where the parameters shall lie, and what their elements are converted to
     * @return the cursor
     */
    public static Weights of(TensorSource source, ModelMemory memory, Placement placement) {
        return new Weights(new Ledger(Optional.of(source), memory, placement, Reading.CONVERTED));
    }

    /**
     * Starts at the top of a source, for parameters on the processor.
     *
     * @param source where the tensors are; borrowed, and used until {@link #finish}
     * @param memory who owns the parameters
     * @param type what the parameters' elements are converted to
     * @return the cursor
     */
    public static Weights of(TensorSource source, ModelMemory memory, ElementType type) {
        return of(source, memory, Placement.cpu(type));
    }

    /**
     * Starts over with other numbers in some places: parameters that the source does not have are those that were taken
     * before, in the same memory.
     *
     * @param changes the parameters that are to be different, under the names that were asked for; borrowed, and used until
     *     {@link #finish}
     * @param held what another construction took
     * @param memory who owns the parameters; that of the other construction may be closed before it or after
     * @param placement where the changed parameters shall lie, and what their elements are converted to
     * @return the cursor
     */
    public static Weights sharing(TensorSource changes, HeldWeights held, ModelMemory memory, Placement placement) {
        return new Weights(new Ledger(Optional.of(changes), held, memory, placement, Reading.CONVERTED));
    }

    /**
     * Starts a rehearsal: a construction that reads no tensor and gives parameters that hold no data, after which {@link
     * #finish} says whether the real one would succeed.
     *
     * @param source where the tensors are; borrowed, and used until {@link #finish}
     * @param memory who owns the placeholders
     * @return the cursor
     */
    public static Weights rehearsal(TensorSource source, ModelMemory memory) {
        return new Weights(new Ledger(Optional.of(source), memory, Placement.CPU_F32, Reading.NOTHING));
    }

    /**
     * Starts a survey: every parameter that a graph asks for is granted, holds no data, and is noted.
     *
     * @param memory who owns the placeholders
     * @return the cursor; after the construction {@link #asked} tells what a checkpoint of the graph holds
     */
    public static Weights survey(ModelMemory memory) {
        return new Weights(new Ledger(Optional.empty(), memory, Placement.CPU_F32, Reading.NOTHING));
    }

    /**
     * Moves to a part.
     *
     * @param part one or more names, with dots between them
     * @return a cursor at that part
     */
    public Weights at(String part) {
        return new Weights(ledger, prefix + part + ".", layout, use);
    }

    /**
     * Moves to an element of a list of parts.
     *
     * @param index from 0
     * @return a cursor at that element
     */
    public Weights at(int index) {
        return at(Integer.toString(index));
    }

    /**
     * Changes the layout of the parameters that are taken from here on.
     *
     * @param layout is given each parameter that has data, as soon as it is read; only what it returns is kept
     * @return a cursor at the same part
     */
    public Weights in(Layout layout) {
        return new Weights(ledger, prefix, layout, use);
    }

    /**
     * Takes parameters once more from here on, for a layer that computes with them in two ways.
     *
     * @param purpose tells what is made of them from what was made the first time
     * @return a cursor at the same part
     */
    public Weights again(String purpose) {
        return new Weights(ledger, prefix, layout, use + " " + purpose);
    }

    /**
     * Takes some input channels alone of the parameters from here on, which are weights {@code [out, in, ...]} and are asked for
     * in their whole shape.
     *
     * @param first of the channels
     * @param count how many, from 1
     * @return a cursor at the same part, in the same layout
     */
    public Weights ofInputs(long first, long count) {
        Layout whole = layout;
        return in((weight, placement) -> whole.lay(weight.narrow(1, first, count), placement));
    }

    /**
     * Returns where the parameters lie.
     *
     * @return the place, what is computed in there, and what large parameters are kept as
     */
    public Placement placement() {
        return ledger.placement();
    }

    /**
     * Returns what is computed in.
     *
     * @return the type of the parameters, but of those whose layout keeps them in another
     */
    public ElementType type() {
        return ledger.placement().type();
    }

    /**
     * Takes a parameter.
     *
     * @param name its name under this cursor
     * @param shape the shape it must have
     * @return the parameter in this cursor's layout, contiguous if it was not changed, belonging to the model's memory
     */
    public Tensor parameter(String name, long... shape) {
        ImmutableLongArray wanted = ImmutableLongArray.copyOf(shape);
        return ledger.take(prefix + name, use, wanted, wanted, layout);
    }

    /**
     * Takes what a layer measures while it is trained, such as a running mean, and no gradient changes.
     *
     * @param name its name under this cursor
     * @param shape the shape it must have
     * @return the statistic, contiguous, belonging to the model's memory
     */
    public Tensor statistic(String name, long... shape) {
        return parameter(name, shape);
    }

    /**
     * Takes a parameter that a checkpoint may write in two ways, such as a linear layer as a 1x1 convolution.
     *
     * @param name its name under this cursor
     * @param shape the shape that the graph wants
     * @param stored the other shape that is accepted, with as many elements
     * @return the parameter, in the first of the two shapes, belonging to the model's memory
     */
    public Tensor parameterStoredAs(String name, long[] shape, long... stored) {
        ImmutableLongArray wanted = ImmutableLongArray.copyOf(shape);
        ImmutableLongArray other = ImmutableLongArray.copyOf(stored);
        boolean isOther = ledger.found(prefix + name)
                .map(TensorInfo::shape)
                .filter(other::equals)
                .isPresent();
        return ledger.take(prefix + name, use, isOther ? other : wanted, wanted, layout);
    }

    /**
     * Says whether the source has a tensor, for parts that a graph may lack.
     *
     * @param name its name under this cursor
     * @return whether it is there; always {@code true} in a survey
     */
    public boolean has(String name) {
        return ledger.isSurvey() || ledger.found(prefix + name).isPresent();
    }

    /**
     * Passes over a tensor that old checkpoints hold and the graph does not need: {@link #finish} does not report it.
     *
     * @param name its name under this cursor
     */
    public void ignore(String name) {
        ledger.ignore(prefix + name);
    }

    /**
     * Returns what has been asked for so far, by every cursor of this source.
     *
     * @return type and shape by full name, in the order of asking
     */
    public ImmutableMap<String, TensorInfo> asked() {
        return ledger.asked();
    }

    /**
     * Returns what has been taken so far, by every cursor of this source.
     *
     * @return the parameters, which stay with their memory
     */
    public HeldWeights held() {
        return ledger.held();
    }

    /**
     * Ends the construction of a graph.
     *
     * @param graph what is being built, for the message
     * @throws WeightsException if parameters were missing or had other shapes, or if the source has tensors that were
     *     not asked for; the message lists them
     */
    public void finish(String graph) {
        ledger.finish(graph);
    }

    @Override
    public String toString() {
        return ledger.origin() + " at " + (prefix.isEmpty() ? "the top" : prefix);
    }
}
