package io.iclight.samplers.schedule;

import com.google.common.primitives.ImmutableDoubleArray;
import io.iclight.samplers.NoiseLevel;
import io.iclight.samplers.Schedule;

/**
 * The noise levels that a network was trained on, by timestep, from clean to noisy. Between the timesteps the logarithm
 * of sigma is linear.
 */
public final class TrainingSchedule {

    /** What diffusers puts in the place of a last {@code ᾱ} of 0, so that sigma stays finite: float16's least. */
    private static final double LEAST_ALPHA = 0x1p-24;

    /** Sigmas below this have the timestep of this one, 0 with any schedule in use. */
    private static final double LEAST_SIGMA = 1e-10;

    private final ImmutableDoubleArray alphasCumprod;
    private final ImmutableDoubleArray sigmas;
    private final float[] logSigmas;

    /**
     * Makes a schedule.
     *
     * @param alphasCumprod {@code ᾱ}, the signal's share of the variance, by timestep; at least 2 float32 values, not
     *     rising
     */
    public TrainingSchedule(ImmutableDoubleArray alphasCumprod) {
        int count = alphasCumprod.length();
        if (count < 2) {
            throw new IllegalArgumentException("a training schedule needs at least 2 timesteps, has " + count);
        }
        this.alphasCumprod = alphasCumprod;
        this.logSigmas = new float[count];
        ImmutableDoubleArray.Builder ratios = ImmutableDoubleArray.builder(count);
        for (int i = 0; i < count; i++) {
            float alpha = (float) alphasCumprod.get(i);
            if (!(alpha >= 0 && alpha <= 1) || i > 0 && alpha > alphasCumprod.get(i - 1)) {
                throw new IllegalArgumentException(
                        "alphas_cumprod must fall from at most 1 to at least 0; entry " + i + " is " + alpha);
            }
            float sigma = (float) Math.sqrt((1 - alpha) / alpha);
            ratios.add(sigma);
            logSigmas[i] = (float) Math.log(sigma);
        }
        this.sigmas = ratios.build();
    }

    /**
     * Makes the schedule of some betas.
     *
     * @param betas by timestep
     * @return the schedule
     */
    public static TrainingSchedule of(Betas betas) {
        return new TrainingSchedule(betas.alphasCumprod());
    }

    /**
     * Leaves a trace of signal at the last timestep, for samplers that need finite sigmas after {@link
     * Betas#rescaledToZeroSnr()}.
     *
     * @return the same schedule with a last {@code ᾱ} of 2⁻²⁴, and a sigma of 4096
     */
    public TrainingSchedule withFiniteTerminalSigma() {
        int last = timesteps() - 1;
        return new TrainingSchedule(ImmutableDoubleArray.builder(timesteps())
                .addAll(alphasCumprod.subArray(0, last))
                .add(LEAST_ALPHA)
                .build());
    }

    /**
     * Counts the timesteps.
     *
     * @return how many the network was trained on; SD1.5: 1000
     */
    public int timesteps() {
        return alphasCumprod.length();
    }

    /**
     * Returns the signal's share of the variance.
     *
     * @return {@code ᾱ} by timestep
     */
    public ImmutableDoubleArray alphasCumprod() {
        return alphasCumprod;
    }

    /**
     * Returns the noise-to-signal ratios.
     *
     * @return {@code √((1 - ᾱ) / ᾱ)} by timestep, float32 values
     */
    public ImmutableDoubleArray sigmas() {
        return sigmas;
    }

    /**
     * Returns the least noise.
     *
     * @return sigma at timestep 0
     */
    public double sigmaMin() {
        return sigmas.get(0);
    }

    /**
     * Returns the most noise.
     *
     * @return sigma at the last timestep
     */
    public double sigmaMax() {
        return sigmas.get(timesteps() - 1);
    }

    /**
     * Makes the level of a training timestep.
     *
     * @param timestep 0 to {@code timesteps() - 1}
     * @return the level, variance preserved
     */
    public NoiseLevel level(int timestep) {
        if (timestep < 0 || timestep >= timesteps()) {
            throw new IllegalArgumentException(
                    "timestep must be in 0.." + (timesteps() - 1) + ", was " + timestep + "; take fewer steps");
        }
        double alpha = alphasCumprod.get(timestep);
        return new NoiseLevel(Math.sqrt(alpha), Math.sqrt(1 - alpha), timestep);
    }

    /**
     * Interpolates sigma linearly, as diffusers does between timesteps.
     *
     * @param timestep outside of the schedule the nearest end counts
     * @return sigma there
     */
    public double sigmaAt(double timestep) {
        int last = timesteps() - 1;
        if (timestep <= 0) {
            return sigmas.get(0);
        }
        if (timestep >= last) {
            return sigmas.get(last);
        }
        int low = (int) timestep;
        return (sigmas.get(low + 1) - sigmas.get(low)) * (timestep - low) + sigmas.get(low);
    }

    /**
     * Finds the timestep of a sigma, the logarithm of sigma being linear between timesteps.
     *
     * @param sigma 0 or more; outside of the schedule the nearest end counts
     * @return the timestep, rarely whole
     */
    public double timestepOf(double sigma) {
        // numpy and torch subtract and divide in float32; a later rounding to a whole timestep depends on it.
        float log = (float) Math.log(Math.max(sigma, LEAST_SIGMA));
        int low = timesteps() - 2;
        while (low > 0 && !(log >= logSigmas[low])) {
            low--;
        }
        float share = (logSigmas[low] - log) / (logSigmas[low] - logSigmas[low + 1]);
        float clipped = Math.min(Math.max(share, 0), 1);
        return (1 - clipped) * (double) low + clipped * (double) (low + 1);
    }

    /**
     * The levels between, for latents whose variance is preserved.
     *
     * @return the curve, with fractional timesteps
     */
    public Schedule.Curve preservingCurve() {
        return new Schedule.Curve() {
            @Override
            public NoiseLevel at(double ratio) {
                return NoiseLevel.variancePreserving(ratio, timestepOf(ratio));
            }

            @Override
            public NoiseLevel atTimestep(int timestep) {
                return level(timestep);
            }
        };
    }

    /**
     * The levels between, for latents whose variance explodes.
     *
     * @return the curve, with fractional timesteps
     */
    public Schedule.Curve explodingCurve() {
        return new Schedule.Curve() {
            @Override
            public NoiseLevel at(double ratio) {
                return NoiseLevel.varianceExploding(ratio, timestepOf(ratio));
            }

            @Override
            public NoiseLevel atTimestep(int timestep) {
                return NoiseLevel.varianceExploding(level(timestep).ratio(), timestep);
            }
        };
    }
}
