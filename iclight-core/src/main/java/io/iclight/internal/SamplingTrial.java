package io.iclight.internal;

import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.request.InvalidRequestException;
import io.iclight.request.SamplingMethod;
import io.iclight.samplers.Denoiser;
import io.iclight.samplers.Noise;
import io.iclight.samplers.Schedule;
import io.iclight.samplers.StepListener;
import io.iclight.sampling.Samplers;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Walks a schedule with a single number in the place of latents, which takes milliseconds: a sampler that cannot take these
 * steps says so before the first picture is encoded, and not after minutes.
 */
final class SamplingTrial {

    /** Beyond those of the schedule: an adaptive sampler takes its own, and may have options with which it never arrives. */
    private static final int MOST_MORE = 1000;

    private SamplingTrial() {}

    /** Tries a sampler of the catalogue; one of the caller's own may need more than a number. */
    static void require(SamplingMethod method, Schedule schedule) {
        if (Samplers.optionsOf(method.sampler()).isEmpty()) {
            return;
        }
        try (TensorScope scope = TensorScope.open()) {
            Denoiser halving = (x, level) -> x.mul(new Scalar(0.5));
            Noise ones = shape -> TensorData.ofFloats(new float[] {1}, shape);
            Tensor start = TensorData.ofFloats(new float[] {1}, 1, 1, 1, 1);
            Tensor end = method.sampler().sample(halving, start, schedule, ones, step -> count(step, method, schedule));
            if (!Float.isFinite(TensorData.floats(end)[0])) {
                throw new InvalidRequestException(message(method, schedule) + "a step has no finite result; choose"
                        + " another schedule or number of steps");
            }
        } catch (InvalidRequestException e) {
            throw e;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new InvalidRequestException(message(method, schedule) + e.getMessage(), e);
        }
    }

    private static void count(StepListener.Step step, SamplingMethod method, Schedule schedule) {
        int most = schedule.steps() + MOST_MORE;
        if (step.index() >= most) {
            throw new InvalidRequestException(message(method, schedule) + "it does not arrive within " + most
                    + " of its own; let it take larger ones");
        }
    }

    private static String message(SamplingMethod method, Schedule schedule) {
        return "the sampling method " + method + " cannot run in " + schedule.steps() + " steps: ";
    }
}
