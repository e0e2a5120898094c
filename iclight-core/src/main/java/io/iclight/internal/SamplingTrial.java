package io.iclight.internal;

import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.request.InvalidRequestException;
import io.iclight.request.SamplingMethod;
import io.iclight.samplers.Denoiser;
import io.iclight.samplers.Noise;
import io.iclight.samplers.Prediction;
import io.iclight.samplers.Schedule;
import io.iclight.samplers.StepListener;
import io.iclight.sampling.Samplers;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Makes a schedule, and walks it with a single number in the place of latents, which takes milliseconds: what cannot be sampled
 * is said before the first picture is encoded, and not after minutes.
 *
 * @param method that is tried
 * @param prediction what the network predicts
 */
record SamplingTrial(SamplingMethod method, Prediction prediction) {

    /** Beyond those of the schedule: an adaptive sampler takes its own, and may have options with which it never arrives. */
    private static final int MOST_MORE = 1000;

    /**
     * Makes a schedule that the method can walk.
     *
     * @param schedule makes it
     * @return the schedule
     * @throws InvalidRequestException if there is none, or the sampler cannot take its steps
     */
    Schedule possible(Supplier<Schedule> schedule) {
        try {
            method.samplerFor(prediction);
            Schedule made = schedule.get();
            requireSignal(made);
            // One of the caller's own may need more than a number.
            if (Samplers.optionsOf(method.sampler()).isPresent()) {
                walk(made);
            }
            return made;
        } catch (InvalidRequestException e) {
            throw e;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new InvalidRequestException("the sampling method " + method + " cannot run: " + e.getMessage(), e);
        }
    }

    private void requireSignal(Schedule schedule) {
        if (prediction == Prediction.EPSILON && schedule.level(0).alpha() == 0) {
            throw new IllegalArgumentException(
                    "the first level has no signal, and the network predicts noise, which says"
                            + " nothing of a picture there; begin with some signal, or take a network that predicts the velocity");
        }
    }

    private void walk(Schedule schedule) {
        try (TensorScope scope = TensorScope.open()) {
            Denoiser halving = (x, level) -> x.mul(new Scalar(0.5));
            Noise ones = shape -> TensorData.ofFloats(new float[] {1}, shape);
            Tensor start = TensorData.ofFloats(new float[] {1}, 1, 1, 1, 1);
            Tensor end = method.sampler().sample(halving, start, schedule, ones, step -> count(step, schedule));
            if (!Float.isFinite(TensorData.floats(end)[0])) {
                throw new ArithmeticException("in " + schedule.steps()
                        + " steps it comes to no finite result; choose another schedule or number of steps");
            }
        }
    }

    private static void count(StepListener.Step step, Schedule schedule) {
        int most = schedule.steps() + MOST_MORE;
        if (step.index() >= most) {
            throw new ArithmeticException(
                    "it does not arrive within " + most + " steps of its own; let it take larger ones");
        }
    }
}
