package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.ModelMemory;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

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
