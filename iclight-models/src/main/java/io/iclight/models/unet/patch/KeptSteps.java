package io.iclight.models.unet.patch;

import io.iclight.io.tensor.TensorScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What was computed at the last two steps at which it was, for calls that follow. */
final class KeptSteps implements AutoCloseable {

    private KeptPrediction last = new KeptPrediction();
    private KeptPrediction before = new KeptPrediction();

    /**
     * Keeps a tensor, and forgets the last but one. A step that is computed twice counts once, as it was the second time.
     *
     * @param call that computed it
     * @param computed {@code [images or prompts * images, ...]}
     * @return {@code computed}
     */
    Tensor keep(UNetCall call, Tensor computed) {
        if (last.step() != call.step()) {
            KeptPrediction oldest = before;
            before = last;
            last = oldest;
        }
        return last.keep(call, computed);
    }

    /** Whether what a call asks for is kept. */
    boolean covers(UNetCall call) {
        return last.covers(call);
    }

    /** What was computed last, for a call's prompts, borrowed. */
    Tensor last(UNetCall call) {
        return last.rowsOf(call);
    }

    /** What the line through the last two reaches at a call; what was computed last, if there is but one. Borrowed. */
    Tensor onTheLine(UNetCall call) {
        Tensor reached = last.rowsOf(call);
        if (!before.covers(call)) {
            return reached;
        }
        double steps = (double) (call.step() - before.step()) / (last.step() - before.step());
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(torch.lerp(before.rowsOf(call), reached, new Scalar(steps)));
        }
    }

    @Override
    public void close() {
        last.close();
        before.close();
    }
}
