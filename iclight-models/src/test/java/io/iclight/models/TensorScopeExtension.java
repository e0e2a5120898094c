package io.iclight.models;

import io.iclight.io.tensor.TensorScope;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Frees the tensors that a test made, and lets libtorch draw the same ones each time. */
public final class TensorScopeExtension implements BeforeEachCallback {

    private static final Namespace TESTS = Namespace.create(TensorScopeExtension.class);

    @Override
    public void beforeEach(ExtensionContext test) {
        // JUnit closes it with the test.
        test.getStore(TESTS).put(TensorScope.class, TensorScope.open());
        torch.manual_seed(1);
    }
}
