package io.iclight.models.unet;

import io.iclight.io.tensor.TensorScope;
import io.iclight.models.unet.MultiHeadAttention.Memory;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;

/** Some prompts as each cross-attention sees them: its keys and values, projected once. */
final class PromptMemory implements AutoCloseable {

    private final Tensor context;
    private final long images;
    private final Retained<MultiHeadAttention> keys = new Retained<>();
    private final Retained<MultiHeadAttention> values = new Retained<>();

    private PromptMemory(Tensor context, long images) {
        this.context = context;
        this.images = images;
    }

    /**
     * Takes prompts.
     *
     * @param context {@code [rows, tokens, contextSize]}, a prompt's rows beside each other; it is kept until this is closed
     * @param images how many samples see each row
     */
    static PromptMemory of(Tensor context, long images) {
        try (TensorScope scope = TensorScope.open()) {
            return new PromptMemory(scope.keep(context.alias()), images);
        }
    }

    /** How many samples all of the prompts have together. */
    long samples() {
        return context.size(0) * images;
    }

    /** Keys and values of a layer, {@code [rows * images, tokens, inner]}, borrowed. */
    Memory of(MultiHeadAttention layer) {
        return new Memory(
                keys.get(layer, () -> repeated(layer.keys(context))),
                values.get(layer, () -> repeated(layer.values(context))));
    }

    private Tensor repeated(Tensor projected) {
        if (images == 1) {
            return projected;
        }
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(projected.repeat_interleave(images, new LongOptional(0), new LongOptional()));
        }
    }

    @Override
    public void close() {
        keys.close();
        values.close();
        context.close();
    }
}
