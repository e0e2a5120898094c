package io.iclight.models.unet;

import io.iclight.io.tensor.TensorScope;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/**
 * Tensors that are made when they are first asked for and outlive the scope of that call. Several threads may ask: what one of
 * them makes, all get.
 *
 * @param <K> the layers that they belong to, told apart by identity
 */
final class Retained<K> implements AutoCloseable {

    private final Map<K, Tensor> tensors = new IdentityHashMap<>();

    /** Returns a layer's tensor, borrowed; the maker's is kept, whatever else it makes is freed. */
    synchronized Tensor get(K layer, Supplier<Tensor> maker) {
        Tensor known = tensors.get(layer);
        if (known != null) {
            return known;
        }
        try (TensorScope scope = TensorScope.open()) {
            Tensor made = scope.keep(maker.get());
            tensors.put(layer, made);
            return made;
        }
    }

    @Override
    public synchronized void close() {
        tensors.values().forEach(Tensor::close);
        tensors.clear();
    }
}
