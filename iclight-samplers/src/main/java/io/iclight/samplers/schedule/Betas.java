package io.iclight.samplers.schedule;

import com.google.common.primitives.ImmutableDoubleArray;
import java.util.function.DoubleUnaryOperator;

/**
 * How much of the variance each training timestep replaces by noise.
 *
 * @param values by timestep, float32 values, each at least 0 and below 1, or 1 in the last place
 */
public record Betas(ImmutableDoubleArray values) {

    private static final double LARGEST_OF_ALPHA_BAR = 0.999;

    /** Checks the components. */
    public Betas {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("betas are empty; there must be one for each training timestep");
        }
        for (int i = 0; i < values.length(); i++) {
            double beta = values.get(i);
            if (!(beta >= 0 && (beta < 1 || beta == 1 && i == values.length() - 1))) {
                throw new IllegalArgumentException("betas must be in 0..1, and only the last may be 1; beta " + i
                        + " of " + values.length() + " is " + beta);
            }
        }
    }

    /**
     * Spaces betas evenly, as Ho et al. (2020) do.
     *
     * @param start the first beta
     * @param end the last beta
     * @param timesteps how many
     * @return the betas
     */
    public static Betas linear(double start, double end, int timesteps) {
        return ofFloats(Linspace.torch(start, end, checked(timesteps)));
    }

    /**
     * Spaces the roots of betas evenly, as latent diffusion does.
     *
     * @param start the first beta
     * @param end the last beta
     * @param timesteps how many
     * @return the betas
     */
    public static Betas scaledLinear(double start, double end, int timesteps) {
        float[] roots = Linspace.torch(Math.sqrt(start), Math.sqrt(end), checked(timesteps));
        for (int i = 0; i < roots.length; i++) {
            roots[i] *= roots[i];
        }
        return ofFloats(roots);
    }

    /**
     * Spaces betas along the logistic function from -6 to 6, as GeoDiff does.
     *
     * @param start the lower bound
     * @param end the upper bound
     * @param timesteps how many
     * @return the betas
     */
    public static Betas sigmoid(double start, double end, int timesteps) {
        float[] values = Linspace.torch(-6, 6, checked(timesteps));
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (1 / (1 + Math.exp(-values[i]))) * (float) (end - start) + (float) start;
        }
        return ofFloats(values);
    }

    /**
     * Makes the share of signal fall like a squared cosine, as Nichol and Dhariwal (2021) do. diffusers calls it {@code
     * squaredcos_cap_v2}.
     *
     * @param timesteps how many
     * @return the betas
     */
    public static Betas squaredCosine(int timesteps) {
        return ofAlphaBar(timesteps, t -> {
            double cosine = Math.cos((t + 0.008) / 1.008 * Math.PI / 2);
            return cosine * cosine;
        });
    }

    /**
     * Makes the share of signal fall exponentially, by {@code exp(-12)} over the whole schedule.
     *
     * @param timesteps how many
     * @return the betas
     */
    public static Betas exponential(int timesteps) {
        return ofAlphaBar(timesteps, t -> Math.exp(-12 * t));
    }

    /**
     * Takes betas that are known.
     *
     * @param betas by timestep; rounded to float32
     * @return the betas
     */
    public static Betas trained(Iterable<Double> betas) {
        ImmutableDoubleArray.Builder rounded = ImmutableDoubleArray.builder();
        betas.forEach(beta -> rounded.add(beta.floatValue()));
        return new Betas(rounded.build());
    }

    private static Betas ofAlphaBar(int timesteps, DoubleUnaryOperator alphaBar) {
        float[] betas = new float[checked(timesteps)];
        for (int i = 0; i < timesteps; i++) {
            double from = alphaBar.applyAsDouble((double) i / timesteps);
            double to = alphaBar.applyAsDouble((double) (i + 1) / timesteps);
            betas[i] = (float) Math.min(1 - to / from, LARGEST_OF_ALPHA_BAR);
        }
        return ofFloats(betas);
    }

    private static int checked(int timesteps) {
        if (timesteps < 1) {
            throw new IllegalArgumentException("a schedule needs at least 1 training timestep, was " + timesteps);
        }
        return timesteps;
    }

    private static Betas ofFloats(float[] betas) {
        ImmutableDoubleArray.Builder values = ImmutableDoubleArray.builder(betas.length);
        for (float beta : betas) {
            values.add(beta);
        }
        return new Betas(values.build());
    }

    /**
     * Moves the noisiest timestep to pure noise and keeps the cleanest where it is (Lin et al., 2023, algorithm 1).
     *
     * @return the betas of a schedule whose last timestep has no signal
     */
    public Betas rescaledToZeroSnr() {
        ImmutableDoubleArray products = alphasCumprod();
        int count = products.length();
        float first = (float) Math.sqrt(products.get(0));
        float last = (float) Math.sqrt(products.get(count - 1));
        float scale = first / (first - last);
        float[] betas = new float[count];
        float previous = 1;
        for (int i = 0; i < count; i++) {
            float root = ((float) Math.sqrt(products.get(i)) - last) * scale;
            float share = root * root;
            betas[i] = 1 - share / previous;
            previous = share;
        }
        return ofFloats(betas);
    }

    /**
     * Multiplies up what is left of the signal's variance. The product runs in double and each entry is rounded to
     * float32, as torch does.
     *
     * @return {@code ᾱ} by timestep, falling, float32 values in 0 to 1
     */
    public ImmutableDoubleArray alphasCumprod() {
        ImmutableDoubleArray.Builder products = ImmutableDoubleArray.builder(values.length());
        double product = 1;
        for (int i = 0; i < values.length(); i++) {
            product *= 1 - (float) values.get(i);
            products.add((float) product);
        }
        return products.build();
    }
}
