package io.iclight.models.unet.patch;

import io.iclight.io.tensor.TensorScope;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** A place for one tensor that outlives the call in which it was made. */
public final class KeptTensor implements AutoCloseable {

    private Optional<Tensor> kept = Optional.empty();

    /** An empty place. */
    public KeptTensor() {}

    /**
     * Keeps a tensor in the place of the one before.
     *
     * @param tensor borrowed: what is kept is a handle of its own, whatever becomes of this one
     * @return {@code tensor}
     */
    public Tensor keep(Tensor tensor) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor handle = scope.keep(new Tensor(tensor));
            close();
            kept = Optional.of(handle);
        }
        return tensor;
    }

    /**
     * Returns what is kept.
     *
     * @return borrowed; empty before {@link #keep}
     */
    public Optional<Tensor> get() {
        return kept;
    }

    /** Frees what is kept. */
    @Override
    public void close() {
        kept.ifPresent(Tensor::close);
        kept = Optional.empty();
    }
}
