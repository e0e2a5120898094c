package io.iclight.samplers;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** The tensors that outlive a step, the newest first. What no longer fits is freed. */
final class History implements AutoCloseable {

    private final int capacity;
    private final Deque<Tensor> newestFirst = new ArrayDeque<>();

    History(int capacity) {
        this.capacity = capacity;
    }

    /** Keeps a tensor past the scope that it was made in. */
    void push(Tensor tensor) {
        tensor.retainReference();
        newestFirst.addFirst(tensor);
        if (newestFirst.size() > capacity) {
            newestFirst.removeLast().close();
        }
    }

    int size() {
        return newestFirst.size();
    }

    Tensor newest() {
        return newestFirst.getFirst();
    }

    /** Returns the kept tensors, the newest first. */
    List<Tensor> tensors() {
        return new ArrayList<>(newestFirst);
    }

    @Override
    public void close() {
        newestFirst.forEach(Tensor::close);
        newestFirst.clear();
    }
}
