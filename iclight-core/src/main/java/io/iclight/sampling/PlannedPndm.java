package io.iclight.sampling;

import io.iclight.samplers.Denoiser;
import io.iclight.samplers.Noise;
import io.iclight.samplers.Pndm;
import io.iclight.samplers.Prediction;
import io.iclight.samplers.Sampler;
import io.iclight.samplers.Schedule;
import io.iclight.samplers.StepListener;
import io.iclight.samplers.schedule.TimestepSpacing;
import org.bytedeco.pytorch.Tensor;

/**
 * {@link Pndm} for schedules of any number of steps.
 *
 * @param warmUp how the first predictions are made
 * @param trained how many timesteps the network was trained on
 * @param prediction what the network predicts
 */
record PlannedPndm(Pndm.WarmUp warmUp, int trained, Prediction prediction) implements Sampler {

    private static final int TIMESTEPS = 1000;
    private static final int RUNGE_KUTTA_EXTRA = 9;

    static PlannedPndm of(Pndm.WarmUp warmUp) {
        return new PlannedPndm(warmUp, TIMESTEPS, Prediction.EPSILON);
    }

    PlannedPndm trainedOn(int timesteps) {
        return new PlannedPndm(warmUp, timesteps, prediction);
    }

    PlannedPndm predicting(Prediction predicted) {
        if (predicted == Prediction.SAMPLE) {
            throw new SamplingException("pndm combines predictions of noise or velocity, not of the sample; choose"
                    + " another sampler, such as ddim");
        }
        return new PlannedPndm(warmUp, trained, predicted);
    }

    /** Some levels are visited twice to warm up. */
    TimestepSpacing visits(TimestepSpacing spacing) {
        return warmUp == Pndm.WarmUp.EULER
                ? io.iclight.samplers.schedule.Pndm.linearMultistep(spacing)
                : io.iclight.samplers.schedule.Pndm.rungeKutta(spacing);
    }

    @Override
    public Tensor sample(Denoiser denoiser, Tensor x, Schedule visits, Noise noise, StepListener listener) {
        int extra = warmUp == Pndm.WarmUp.EULER ? (visits.plannedSteps() > 1 ? 1 : 0) : RUNGE_KUTTA_EXTRA;
        int stride = trained / (visits.plannedSteps() - extra);
        return new Pndm(warmUp, prediction, stride).sample(denoiser, x, visits, noise, listener);
    }
}
