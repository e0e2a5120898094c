package io.iclight.models.layers;

import org.bytedeco.pytorch.Tensor;

/** Results that lie where an argument was. */
final class InPlace {

    private InPlace() {}

    /**
     * Gives an overwritten argument back as a result. Scopes around here may hold the argument's handle to their end; the
     * result has one of its own, so that its memory is freed when that is closed.
     *
     * @param x overwritten; closed
     * @return the same tensor, belonging to the caller
     */
    static Tensor result(Tensor x) {
        Tensor handle = new Tensor(x);
        x.close();
        return handle;
    }
}
