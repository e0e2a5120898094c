package io.iclight.samplers;

import io.iclight.samplers.internal.NativeScope;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Frees the tensors that a test made. */
public final class NativeScopeExtension implements BeforeEachCallback {

    private static final Namespace TESTS = Namespace.create(NativeScopeExtension.class);

    @Override
    public void beforeEach(ExtensionContext test) {
        // JUnit closes it with the test.
        test.getStore(TESTS).put(NativeScope.class, NativeScope.open());
    }
}
