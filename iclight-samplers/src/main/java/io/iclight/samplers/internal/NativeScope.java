package io.iclight.samplers.internal;

import java.util.Iterator;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * Frees, when it closes, every native object that its thread made while it was open and that was not handed out. The
 * only class of this module that touches JavaCPP's scopes.
 */
public final class NativeScope implements AutoCloseable {

    private final PointerScope pointers = new PointerScope();

    private NativeScope() {}

    /**
     * Opens a scope on the current thread.
     *
     * @return the scope, to be closed by the same thread
     */
    public static NativeScope open() {
        return new NativeScope();
    }

    /**
     * Gives a native object to the scope around this one or, where there is none, to the caller, who closes it.
     *
     * @param result what outlives this scope; made inside it, or borrowed
     * @param <T> the kind of native object
     * @return {@code result}
     */
    public <T extends Pointer> T handOut(T result) {
        Iterator<PointerScope> innermostFirst = PointerScope.getScopeIterator();
        while (innermostFirst.hasNext()) {
            if (innermostFirst.next() == pointers) {
                if (innermostFirst.hasNext()) {
                    innermostFirst.next().attach(result);
                } else {
                    result.retainReference();
                }
                return result;
            }
        }
        throw new IllegalStateException("this scope is closed, or belongs to another thread than "
                + Thread.currentThread().getName());
    }

    /**
     * Takes a native object away from every scope: it lives until {@link Pointer#close()} is called on it.
     *
     * @param object what is to be kept
     * @param <T> the kind of native object
     * @return {@code object}
     */
    public <T extends Pointer> T keep(T object) {
        object.retainReference();
        return object;
    }

    @Override
    public void close() {
        pointers.close();
    }
}
