package io.iclight.models.unet.patch;

import io.iclight.io.tensor.TensorScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What was computed at the last steps at which it was, one or two of them, for calls that follow. */
final class KeptSteps implements AutoCloseable {

    private final int order;
    private final int apart;
    private KeptPrediction last = new KeptPrediction();
    private KeptPrediction before = new KeptPrediction();

    /**
     * Makes an empty place.
     *
     * @param order 0 to keep the last step alone, 1 to keep the one before too
     * @param apart how many steps two of them are apart at most; there is no line through others
     */
    KeptSteps(int order, int apart) {
        this.order = order;
        this.apart = apart;
    }

    /**
     * Keeps a tensor, and forgets the oldest. A step that is computed twice counts once, as it was the second time.
     *
     * @param call that computed it
     * @param computed {@code [images or prompts * images, ...]}
     * @return {@code computed}
     */
    Tensor keep(UNetCall call, Tensor computed) {
        if (order > 0 && last.step() != call.step()) {
            KeptPrediction oldest = before;
            before = last;
            last = oldest;
        }
        return last.keep(call, computed);
    }

    /** The last step at which it was computed, -1 if nothing is kept. */
    int step() {
        return last.step();
    }

    /** Whether what a call asks for is kept, of as many pixels as another tensor has. */
    boolean covers(UNetCall call, Tensor like) {
        return last.covers(call, like);
    }

    /** What the line through the last two reaches at a call; what was computed last, if but one is kept. Borrowed. */
    Tensor at(UNetCall call) {
        Tensor reached = last.rowsOf(call);
        if (!before.covers(call, reached) || last.step() - before.step() > apart) {
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
