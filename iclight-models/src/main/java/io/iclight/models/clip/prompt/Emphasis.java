package io.iclight.models.clip.prompt;

import io.iclight.io.tensor.TensorScope;
import org.bytedeco.pytorch.Tensor;

/** How the weights of tokens are applied to what the text encoder makes of them. */
public enum Emphasis {
    /**
     * Each vector is multiplied by its weight, and then each row brought back to its former mean: A1111's default,
     * "Original". (Where a prompt changes as sampling goes on, A1111 takes one mean over all its texts.)
     */
    RESTORED_MEAN {
        @Override
        Tensor apply(Tensor rows, Tensor weights) {
            try (TensorScope scope = TensorScope.open()) {
                Tensor weighted = rows.mul(weights);
                return scope.handOut(weighted.mul(mean(rows).div(mean(weighted))));
            }
        }
    },

    /** Each vector is multiplied by its weight: A1111's "No norm". */
    MULTIPLIED {
        @Override
        Tensor apply(Tensor rows, Tensor weights) {
            return rows.mul(weights);
        }
    };

    /**
     * Applies weights.
     *
     * @param rows {@code [rows, length, size]}, borrowed
     * @param weights {@code [rows, length, 1]}, borrowed
     * @return as {@code rows}, belonging to the caller
     */
    abstract Tensor apply(Tensor rows, Tensor weights);

    /** The mean of each row, {@code [rows, 1, 1]}. */
    private static Tensor mean(Tensor rows) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(rows.flatten(1, -1).mean(new long[] {1}).reshape(rows.size(0), 1, 1));
        }
    }
}
