package io.iclight.internal;

import io.iclight.io.tensor.TensorScope;
import io.iclight.progress.Stage;
import io.iclight.sampling.NonFiniteLatentsException;
import java.util.Locale;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Numbers that overflowed would be decoded to a black picture: they are told in place of that. */
final class FiniteLatents {

    private FiniteLatents() {}

    /**
     * Checks what a pass came to.
     *
     * @param latents of any shape; borrowed
     * @param stage that made them
     * @throws NonFiniteLatentsException if some are infinite or no numbers
     */
    static void require(Tensor latents, Stage stage) {
        try (TensorScope scope = TensorScope.open()) {
            long finite = torch.isfinite(latents).sum().item_long();
            if (finite != latents.numel()) {
                throw new NonFiniteLatentsException(String.format(
                        Locale.ROOT,
                        "the stage %s came to %d latents of which %d are infinite or no numbers: let the UNet compute in another type,"
                                + " such as F32 or BF16, lower the guidance, or take another sampler; where all of these do"
                                + " the same, a file of weights is damaged",
                        stage,
                        latents.numel(),
                        latents.numel() - finite));
            }
        }
    }
}
