package io.iclight.parity.sampling;

import io.iclight.samplers.StepListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** What k-diffusion's sampling functions hand to their callback, step by step. */
final class Callbacks implements StepListener {

    private final Function<Step, Tensor> handed;
    private final List<Tensor> tensors = new ArrayList<>();

    private Callbacks(Function<Step, Tensor> handed) {
        this.handed = handed;
    }

    /** Most functions call back with what the first call of the model in the step was given. */
    static Callbacks atFirstCall(ModelCalls calls) {
        int[] firstCall = {0};
        return new Callbacks(step -> {
            Tensor given = calls.input(firstCall[0]);
            firstCall[0] = calls.count();
            return given;
        });
    }

    /** The adaptive one calls back with what a step led to. */
    static Callbacks atEnd(ModelCalls calls) {
        return new Callbacks(step -> calls.copy(step.x()));
    }

    @Override
    public void onStep(Step step) {
        tensors.add(handed.apply(step));
    }

    Tensor stacked() {
        return torch.stack(new TensorVector(tensors.toArray(Tensor[]::new)), 0);
    }
}
