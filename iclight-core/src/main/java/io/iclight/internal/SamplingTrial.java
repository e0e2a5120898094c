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
            Tensor end = method.sampler().sample(halving, start, schedule, ones, StepListener.NONE);
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

    private static String message(SamplingMethod method, Schedule schedule) {
        return "the sampling method " + method + " cannot run in " + schedule.steps() + " steps: ";
    }
}
