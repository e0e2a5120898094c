package io.iclight.models.layers;

import com.google.common.collect.ImmutableList;
import io.iclight.io.tensor.Lanes;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.ModelMemory;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * One computation of a model without gradients: the parameters are held, no graph for differentiation is recorded, and
 * every tensor but the result is freed at the end.
 *
 * <pre>{@code
 * public Tensor forward(Tensor x) {
 *     try (Inference inference = Inference.with(memory)) {
 *         return inference.handOut(graph.forward(x));
 *     }
 * }
 * }</pre>
 *
 * <p>To be used by the thread that began it, in a try-with-resources statement.
 */
public final class Inference implements AutoCloseable {

    private final ModelMemory.Use use;
    private final TensorScope scope;

    private Inference(ModelMemory.Use use, TensorScope scope) {
        this.use = use;
        this.scope = scope;
    }

    /**
     * Begins a computation.
     *
     * @param memory the owner of the model's parameters
     * @return the computation, to be closed by the same thread
     * @throws IllegalStateException if the model is closed
     */
    public static Inference with(ModelMemory memory) {
        ModelMemory.Use use = memory.use();
        TensorScope scope;
        try {
            scope = TensorScope.open();
        } catch (RuntimeException e) {
            use.close();
            throw e;
        }
        // Belongs to the scope, whose end restores the thread's former mode.
        new NoGradGuard();
        return new Inference(use, scope);
    }

    /**
     * Computes results on {@link Lanes}, without gradients. What they are computed from is this thread's to keep.
     *
     * @param computations each {@code [batch, ...]}, of one shape
     * @return all, joined along the first axis, belonging to the caller
     */
    public static Tensor sideBySide(List<Supplier<Tensor>> computations) {
        ImmutableList<LanePart> parts =
                computations.stream().map(LanePart::new).collect(ImmutableList.toImmutableList());
        ImmutableList<Tensor> made = Lanes.compute(parts);
        parts.forEach(LanePart::reportFlops);
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(torch.cat(new TensorVector(made.toArray(Tensor[]::new)), 0));
        } finally {
            made.forEach(Tensor::close);
        }
    }

    /**
     * Gives a tensor to the caller of the model.
     *
     * @param result what outlives this computation
     * @return {@code result}
     */
    public Tensor handOut(Tensor result) {
        return scope.handOut(result);
    }

    /** Frees what was made and not handed out, and lets the parameters go. */
    @Override
    public void close() {
        scope.close();
        use.close();
    }
}
