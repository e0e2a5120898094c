package io.iclight.sampling;

import io.iclight.samplers.Denoiser;
import io.iclight.samplers.DpmFast;
import io.iclight.samplers.Noise;
import io.iclight.samplers.Sampler;
import io.iclight.samplers.Schedule;
import io.iclight.samplers.StepListener;
import org.bytedeco.pytorch.Tensor;

/**
 * {@link DpmFast} that calls the network as often as the schedule has steps.
 *
 * @param eta how much noise is added
 * @param noiseScale what added noise is multiplied by
 */
record PlannedDpmFast(double eta, double noiseScale) implements Sampler {

    @Override
    public Tensor sample(Denoiser denoiser, Tensor x, Schedule schedule, Noise noise, StepListener listener) {
        return new DpmFast(schedule.steps(), eta, noiseScale).sample(denoiser, x, schedule, noise, listener);
    }
}
