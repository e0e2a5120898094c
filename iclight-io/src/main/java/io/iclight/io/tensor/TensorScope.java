package io.iclight.io.tensor;

import java.util.Iterator;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * Frees, when it closes, every native object that its thread made while it was open and that was not handed out.
 *
 * <pre>{@code
 * Tensor squared(Tensor x) {
 *     try (TensorScope scope = TensorScope.open()) {
 *         Tensor half = x.mul(new Scalar(0.5f));   // freed here
 *         return scope.handOut(half.mul(half));    // belongs to the caller
 *     }
 * }
 * }</pre>
 *
 * <p>Scopes nest: what is handed out of a scope belongs to the scope around it, or, when there is none, to the caller,
 * who closes it. A scope is used by the thread that opened it, in a try-with-resources statement.
 */
public final class TensorScope implements AutoCloseable {

    private final PointerScope pointers;
    private boolean closed;

    private TensorScope(PointerScope pointers) {
        this.pointers = pointers;
    }

    /**
     * Opens a scope on the current thread, starting libtorch if need be.
     *
     * @return the scope, to be closed by the same thread
     * @throws IllegalStateException if the JVM is ending
     */
    public static TensorScope open() {
        Libtorch.start();
        JvmEnd.enter();
        return new TensorScope(new PointerScope());
    }

    /**
     * Gives a native object to whoever is outside this scope.
     *
     * @param result what outlives this scope; made inside it, or borrowed
     * @param <T> the kind of native object
     * @return {@code result}
     */
    public <T extends Pointer> T handOut(T result) {
        PointerScope outer = outer();
        if (outer == null) {
            result.retainReference();
        } else {
            outer.attach(result);
        }
        return result;
    }

    private PointerScope outer() {
        Iterator<PointerScope> innermostFirst = PointerScope.getScopeIterator();
        while (innermostFirst.hasNext()) {
            if (innermostFirst.next() == pointers) {
                return innermostFirst.hasNext() ? innermostFirst.next() : null;
            }
        }
        throw new IllegalStateException("this scope is closed, or belongs to another thread than "
                + Thread.currentThread().getName());
    }

    /**
     * Takes a native object away from every scope: it lives until {@link Pointer#close()} is called on it.
     *
     * @param object what is to be kept, such as a model's parameter
     * @param <T> the kind of native object
     * @return {@code object}
     */
    public <T extends Pointer> T keep(T object) {
        object.retainReference();
        return object;
    }

    /** Frees what was made inside and not handed out. Closing twice does nothing. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            pointers.close();
        } finally {
            JvmEnd.leave();
        }
    }
}
