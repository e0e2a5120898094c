package io.iclight.samplers;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * A weighted sum of tensors: every update of every sampler is one. Native objects belong to the scope around; the
 * tensors summed are borrowed.
 */
final class Blend {

    private final Tensor sum;

    private Blend(Tensor sum) {
        this.sum = sum;
    }

    static Blend of(Tensor tensor, double weight) {
        return new Blend(tensor.mul(new Scalar(weight)));
    }

    /** Adds in place. What has no weight is left out, so that a zero silences an infinity. */
    Blend plus(Tensor tensor, double weight) {
        if (weight != 0) {
            sum.add_(tensor, new Scalar(weight));
        }
        return this;
    }

    /** Multiplies what was summed so far, in place. */
    Blend scaledBy(double weight) {
        sum.mul_(new Scalar(weight));
        return this;
    }

    Tensor tensor() {
        return sum;
    }
}
