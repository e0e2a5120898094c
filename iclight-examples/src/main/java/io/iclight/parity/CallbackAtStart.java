package io.iclight.parity;

import io.iclight.samplers.StepListener;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** k-diffusion calls back in the middle of a step, with the tensor that the step's first call of the model was given. */
final class CallbackAtStart implements StepListener {

    private final ModelCalls calls;
    private final List<Tensor> callbacks;
    private int firstCall;

    CallbackAtStart(ModelCalls calls, List<Tensor> callbacks) {
        this.calls = calls;
        this.callbacks = callbacks;
    }

    @Override
    public void onStep(Step step) {
        callbacks.add(calls.input(firstCall));
        firstCall = calls.count();
    }
}
