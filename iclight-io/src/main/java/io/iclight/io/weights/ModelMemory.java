package io.iclight.io.weights;

import io.iclight.io.tensor.TensorScope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;

/**
 * Owns a model's parameters from construction to {@link #close}, and keeps them alive while a computation runs.
 *
 * <p>A model opens a {@link Use} around each computation. Closing waits for the uses that are open, and a use after that
 * throws, so that no thread computes with freed memory.
 */
public final class ModelMemory implements AutoCloseable {

    private final String model;
    private final Deque<Pointer> owned = new ArrayDeque<>();
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    /**
     * Makes an empty memory.
     *
     * @param model whose it is, for messages
     */
    public ModelMemory(String model) {
        this.model = model;
    }

    /**
     * Takes ownership of a tensor.
     *
     * @param maker makes the tensor; whatever else it makes is freed
     * @return the tensor, to be freed by {@link #close}
     * @throws IllegalStateException if the model is closed, or this thread is computing with it
     */
    public Tensor own(Supplier<Tensor> maker) {
        requireNotInUseHere();
        lock.writeLock().lock();
        try (TensorScope scope = TensorScope.open()) {
            requireOpen();
            Tensor tensor = scope.keep(maker.get());
            owned.push(tensor);
            return tensor;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** One computation with the parameters; they are not freed before it is closed. */
    public interface Use extends AutoCloseable {

        /** Ends the computation. */
        @Override
        void close();
    }

    /**
     * Begins a computation with the parameters.
     *
     * @return to be closed, by the same thread, when the computation ends
     * @throws IllegalStateException if the model is closed
     */
    public Use use() {
        lock.readLock().lock();
        try {
            requireOpen();
        } catch (IllegalStateException e) {
            lock.readLock().unlock();
            throw e;
        }
        return lock.readLock()::unlock;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(model + " is closed");
        }
    }

    /** A thread that computes would wait for its own computation to end. */
    private void requireNotInUseHere() {
        if (lock.getReadHoldCount() > 0) {
            throw new IllegalStateException(model + " is in use by this very thread, "
                    + Thread.currentThread().getName() + "; end the computation first");
        }
    }

    /**
     * Waits for computations that run, then frees the parameters. Closing twice does nothing.
     *
     * @throws IllegalStateException if this thread is computing with the model
     */
    @Override
    public void close() {
        requireNotInUseHere();
        lock.writeLock().lock();
        try {
            closed = true;
            while (!owned.isEmpty()) {
                owned.pop().close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
