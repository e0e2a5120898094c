package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/**
 * A product of attention that several threads come to with the same operands. The first begins it, the others help, a head at a
 * time, and all get the same. Where no kernel in Java computes it, each computes its own.
 */
public final class SharedAttention implements AutoCloseable {

    private final AtomicBoolean begun = new AtomicBoolean();

    /** Of these two, what the first thread failed to make is empty. */
    private final CompletableFuture<Optional<Pieces>> pieces = new CompletableFuture<>();

    private final CompletableFuture<Optional<Tensor>> product = new CompletableFuture<>();

    /** Nobody has come yet. */
    public SharedAttention() {}

    /**
     * Computes the product, or what is left of it. A thread comes once.
     *
     * @param attention the layer
     * @param query {@code [batch, queries, channels]}, borrowed; the same numbers for all threads, as keys and values
     * @param key {@code [batch, keys, channels]}, borrowed
     * @param value {@code [batch, keys, channels]}, borrowed
     * @return {@code [batch, queries, channels]}, belonging to the caller, and not to be written to
     */
    public Tensor forward(Attention attention, Tensor query, Tensor key, Tensor value) {
        if (attention.kernel(query, key, value).isEmpty()) {
            return attention.forward(query, key, value);
        }
        if (begun.compareAndSet(false, true)) {
            return begin(attention, query, key, value);
        }
        pieces.join().ifPresent(Pieces::work);
        return product.join().map(SharedAttention::another).orElseGet(() -> attention.forward(query, key, value));
    }

    private Tensor begin(Attention attention, Tensor query, Tensor key, Tensor value) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor made = scope.handOut(attention.forward(query, key, value, this::cutUp));
            product.complete(Optional.of(scope.keep(made.alias())));
            return made;
        } finally {
            pieces.complete(Optional.empty());
            product.complete(Optional.empty());
        }
    }

    private void cutUp(int count, Supplier<IntConsumer> worker) {
        Pieces all = new Pieces(count, worker);
        pieces.complete(Optional.of(all));
        try {
            all.work();
        } finally {
            // They write to memory that is this thread's to free.
            all.awaitOthers();
        }
    }

    private static Tensor another(Tensor product) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(product.alias());
        }
    }

    /** Frees what was kept for those who had not come yet. To be called once all threads have their own. */
    @Override
    public void close() {
        product.getNow(Optional.empty()).ifPresent(Tensor::close);
    }
}
