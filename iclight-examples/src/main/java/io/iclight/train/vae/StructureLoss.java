package io.iclight.train.vae;

import io.iclight.io.tensor.TensorScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * How far pictures are apart: the mean absolute difference of their pixels and of their slopes, at full size and at halved
 * sizes, so that edges count at every scale.
 *
 * @param scales how many sizes, from 1
 * @param slopeWeight how much slopes count against pixels
 */
record StructureLoss(int scales, double slopeWeight) {

    /** Compares {@code [batch, channels, height, width]} with the same; one differentiable number. */
    Tensor of(Tensor picture, Tensor truth) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor difference = picture.sub(truth);
            Tensor sum = at(difference);
            for (int scale = 1; scale < scales; scale++) {
                difference = torch.avg_pool2d(difference, 2, 2);
                sum = sum.add(at(difference));
            }
            return scope.handOut(sum.div(new Scalar(scales)));
        }
    }

    private Tensor at(Tensor difference) {
        Tensor slopes = slope(difference, 2).add(slope(difference, 3));
        return difference.abs().mean().add(slopes.mul(new Scalar(slopeWeight)));
    }

    private static Tensor slope(Tensor x, int axis) {
        long length = x.size(axis) - 1;
        return x.narrow(axis, 1, length).sub(x.narrow(axis, 0, length)).abs().mean();
    }
}
