package io.iclight.models.unet.patch;

import io.iclight.io.tensor.TensorScope;
import io.iclight.models.unet.patch.UNetCall.Prompt;
import org.bytedeco.pytorch.Tensor;

/**
 * Guides steps that have no negative prompt by as much as the last step that had one: the difference that guidance made to
 * the estimate is added again. It changes slowly, and a step without the negative prompt takes half the time. Which steps
 * have one is the guidance's to say; {@code EveryNth} of {@code io.iclight.samplers.guidance} skips some.
 */
public record GuidanceReuse() implements UNetPatch {

    @Override
    public UNetHooks begin() {
        return new Hooks();
    }

    private static final class Hooks implements UNetHooks {

        private final KeptTensor change = new KeptTensor();

        @Override
        public boolean isPromptwise() {
            return true;
        }

        @Override
        public Tensor guided(GuidedCall guided) {
            try (TensorScope scope = TensorScope.open()) {
                if (guided.call().prompts().contains(Prompt.NEGATIVE)) {
                    change.keep(guided.clean().sub(guided.clean(Prompt.POSITIVE).orElseThrow()));
                    return guided.clean();
                }
                return scope.handOut(
                        change.get().map(last -> guided.clean().add(last)).orElse(guided.clean()));
            }
        }

        @Override
        public void close() {
            change.close();
        }
    }
}
