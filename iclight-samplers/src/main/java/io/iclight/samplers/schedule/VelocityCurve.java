package io.iclight.samplers.schedule;

import io.iclight.samplers.NoiseLevel;
import io.iclight.samplers.Schedule;

/**
 * The continuous levels of networks that predict velocity on a circle: the timestep is the angle of noise to signal,
 * from 0 (clean) to 1 (pure noise), as in k-diffusion's {@code VDenoiser}.
 */
public record VelocityCurve() implements Schedule.Curve {

    @Override
    public NoiseLevel at(double ratio) {
        return NoiseLevel.varianceExploding(ratio, Math.atan(ratio) / Math.PI * 2);
    }

    @Override
    public NoiseLevel atTimestep(double timestep) {
        return NoiseLevel.varianceExploding(ratioAt(timestep), timestep);
    }

    /**
     * Finds the noise-to-signal ratio of a timestep.
     *
     * @param timestep 0 to below 1
     * @return sigma
     */
    public double ratioAt(double timestep) {
        // In single precision, whose roundings the tangent magnifies.
        return (float) Math.tan((float) timestep * (float) Math.PI / 2);
    }
}
