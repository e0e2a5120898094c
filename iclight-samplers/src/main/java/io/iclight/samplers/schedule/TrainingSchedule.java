package io.iclight.samplers.schedule;

import com.google.common.primitives.ImmutableDoubleArray;
import io.iclight.samplers.NoiseLevel;
import io.iclight.samplers.Schedule;
import io.iclight.samplers.internal.NumpyLog;

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
     * Makes a schedule in single precision, as diffusers does.
     *
     * @param alphasCumprod {@code ᾱ}, the signal's share of the variance, by timestep; at least 2 float32 values in 0
     *     to 1, not rising
     */
    public TrainingSchedule(ImmutableDoubleArray alphasCumprod) {
        this(alphasCumprod, singlePrecisionSigmas(alphasCumprod));
    }

    private TrainingSchedule(ImmutableDoubleArray alphasCumprod, ImmutableDoubleArray sigmas) {
        int count = alphasCumprod.length();
        if (count < 2) {
            throw new IllegalArgumentException("a training schedule needs at least 2 timesteps, has " + count);
        }
        this.alphasCumprod = alphasCumprod;
        this.sigmas = sigmas;
        this.logSigmas = new float[count];
        for (int i = 0; i < count; i++) {
            double alpha = alphasCumprod.get(i);
            if (!(alpha >= 0 && alpha <= 1) || i > 0 && alpha > alphasCumprod.get(i - 1)) {
                throw new IllegalArgumentException(
                        "alphas_cumprod must fall from at most 1 to at least 0; entry " + i + " is " + alpha);
            }
            logSigmas[i] = NumpyLog.of((float) sigmas.get(i));
        }
    }

    private static ImmutableDoubleArray singlePrecisionSigmas(ImmutableDoubleArray alphasCumprod) {
        ImmutableDoubleArray.Builder sigmas = ImmutableDoubleArray.builder(alphasCumprod.length());
        alphasCumprod.forEach(value -> {
            float alpha = (float) value;
            sigmas.add((float) Math.sqrt((1 - alpha) / alpha));
        });
        return sigmas.build();
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
     * Makes the schedule of {@link Betas#scaledLinear} as k-diffusion's hosts do, Forge and ComfyUI among them: in
     * double precision, rounded to float32 at the end.
     *
     * @param start the first beta; SD1.5: 0.00085
     * @param end the last beta; SD1.5: 0.012
     * @param timesteps how many; SD1.5: 1000
     * @return the schedule
     */
    public static TrainingSchedule ofHosts(double start, double end, int timesteps) {
        ImmutableDoubleArray.Builder products = ImmutableDoubleArray.builder();
        ImmutableDoubleArray.Builder sigmas = ImmutableDoubleArray.builder();
        double product = 1;
        for (double root : Linspace.numpy(Math.sqrt(start), Math.sqrt(end), timesteps)) {
            product *= 1 - root * root;
            products.add((float) product);
            sigmas.add((float) Math.sqrt((1 - product) / product));
        }
        return new TrainingSchedule(products.build(), sigmas.build());
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
     * Returns the least and the most noise.
     *
     * @return sigma at timestep 0, and at the last
     * @throws IllegalArgumentException if the last sigma is infinite
     */
    public SigmaRange sigmaRange() {
        return new SigmaRange(sigmas.get(0), sigmas.get(timesteps() - 1));
    }

    /**
     * Makes the level of a training timestep.
     *
     * @param timestep 0 to {@code timesteps() - 1}
     * @return the level, variance preserved
     */
    public NoiseLevel level(int timestep) {
        if (timestep < 0 || timestep >= timesteps()) {
            throw new IllegalArgumentException("timestep must be in 0.." + (timesteps() - 1) + ", was " + timestep
                    + "; another number of steps may have timesteps that were trained");
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
     * Interpolates the logarithm of sigma linearly, as k-diffusion does between timesteps.
     *
     * @param timestep outside of the schedule the nearest end counts
     * @return sigma there
     */
    public double logLinearSigmaAt(double timestep) {
        float inside = (float) Math.min(Math.max(timestep, 0), timesteps() - 1);
        int low = (int) inside;
        float share = inside - low;
        float log = share == 0 ? logSigmas[low] : (1 - share) * logSigmas[low] + share * logSigmas[low + 1];
        return (float) Math.exp(log);
    }

    /**
     * Finds the timestep whose sigma is nearest, by the logarithm.
     *
     * @param sigma 0 or more
     * @return a whole timestep; of two that are equally near, the cleaner one
     */
    public int nearestTimestepOf(double sigma) {
        float log = (float) Math.log((float) sigma);
        int nearest = 0;
        for (int i = 1; i < logSigmas.length; i++) {
            if (Math.abs(log - logSigmas[i]) < Math.abs(log - logSigmas[nearest])) {
                nearest = i;
            }
        }
        return nearest;
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
        return new TrainedCurve(this, SpacedSchedule.Variance.PRESERVED, this::timestepOf);
    }

    /**
     * The levels between, for latents whose variance explodes.
     *
     * @return the curve, with fractional timesteps
     */
    public Schedule.Curve explodingCurve() {
        return new TrainedCurve(this, SpacedSchedule.Variance.EXPLODING, this::timestepOf);
    }

    /**
     * The levels between, for latents whose variance explodes and networks that know whole timesteps alone.
     *
     * @return the curve, with the nearest timesteps, as Forge, ComfyUI and k-diffusion's {@code quantize} have it
     */
    public Schedule.Curve nearestExplodingCurve() {
        return new TrainedCurve(this, SpacedSchedule.Variance.EXPLODING, this::nearestTimestepOf);
    }
}
