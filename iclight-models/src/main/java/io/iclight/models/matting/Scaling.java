package io.iclight.models.matting;

import io.iclight.io.tensor.TensorScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** How feature maps change their size between the levels of a U. */
final class Scaling {

    private Scaling() {}

    /** Halves height and width, an odd size rounded up, keeping the largest of each four values. */
    static Tensor halved(Tensor x) {
        long[] two = {2, 2};
        return torch.max_pool2d(x, two, two, new long[] {0, 0}, new long[] {1, 1}, true);
    }

    /** Resizes bilinearly to the height and width of another map. */
    static Tensor resizedLike(Tensor x, Tensor like) {
        return torch.upsample_bilinear2d(x, new long[] {like.size(2), like.size(3)}, false);
    }

    /** Resizes to the size of a skip, and puts the skip's channels after its own. */
    static Tensor joined(Tensor x, Tensor skip) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(torch.cat(new TensorVector(resizedLike(x, skip), skip), 1));
        }
    }
}
