package io.iclight.models.layers;

import com.google.common.util.concurrent.Uninterruptibles;
import io.iclight.io.tensor.TensorScope;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
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
    private final CountDownLatch cutUp = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private Optional<Pieces> pieces = Optional.empty();
    private Optional<Tensor> product = Optional.empty();

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
        Uninterruptibles.awaitUninterruptibly(cutUp);
        pieces.ifPresent(Pieces::work);
        Uninterruptibles.awaitUninterruptibly(ended);
        return product.isPresent() ? another(product.get()) : attention.forward(query, key, value);
    }

    private Tensor begin(Attention attention, Tensor query, Tensor key, Tensor value) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor made = scope.handOut(attention.forward(query, key, value, this::cutUp));
            product = Optional.of(scope.keep(made.alias()));
            return made;
        } finally {
            cutUp.countDown();
            ended.countDown();
        }
    }

    private void cutUp(int count, Supplier<IntConsumer> worker) {
        Pieces all = new Pieces(count, worker);
        pieces = Optional.of(all);
        cutUp.countDown();
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
        product.ifPresent(Tensor::close);
    }
}
