package io.iclight.models.unet;

import io.iclight.io.tensor.TensorScope;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/**
 * The first axis. What no prompt has touched yet is the same for every prompt of a call: it is computed once, and repeated
 * where it meets what a prompt has touched.
 */
final class Batch {

    private Batch() {}

    /**
     * Repeats a tensor for each prompt.
     *
     * @param x {@code [images, ...]} or {@code [batch, ...]}, borrowed
     * @param batch a multiple of the images
     * @return {@code [batch, ...]}, belonging to the caller or {@code x} itself
     */
    static Tensor widened(Tensor x, long batch) {
        if (x.size(0) == batch) {
            return x;
        }
        try (TensorScope scope = TensorScope.open()) {
            long[] repeats = new long[(int) x.dim()];
            Arrays.fill(repeats, 1);
            repeats[0] = batch / x.size(0);
            return scope.handOut(x.repeat(repeats));
        }
    }

    /** The larger of two batches. */
    static long of(Tensor a, Tensor b) {
        return Math.max(a.size(0), b.size(0));
    }
}
