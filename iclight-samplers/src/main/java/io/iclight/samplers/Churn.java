package io.iclight.samplers;

import org.bytedeco.pytorch.Tensor;

/**
 * Adds noise before a step, so that a deterministic sampler forgets some of its errors (Karras et al., 2022,
 * arXiv:2206.00364, algorithm 2). A sampler that is given one draws noise at every step, even if the amount is 0, as the
 * reference programs do; given none, it draws none.
 *
 * @param amount how much noise is added over the whole run, 0 or more; {@code s_churn}
 * @param least the lowest noise-to-signal ratio at which noise is added; {@code s_tmin}
 * @param most the highest; {@code s_tmax}
 * @param noiseScale what added noise is multiplied by, 1 unless one wants to tune it; {@code s_noise}
 */
public record Churn(double amount, double least, double most, double noiseScale) {

    /** No noise; it is drawn all the same. */
    public static final Churn NONE = new Churn(0);

    /** Levels rise by less than this factor less 1, so that they at most double their variance. */
    private static final double MOST_AT_ONCE = Math.sqrt(2) - 1;

    /** Checks the components. */
    public Churn {
        Options.atLeastZero("amount", amount);
    }

    /**
     * Adds noise at all levels.
     *
     * @param amount how much over the whole run, 0 or more
     */
    public Churn(double amount) {
        this(amount, 0, Double.POSITIVE_INFINITY, 1);
    }

    /** A tensor and how noisy it is. */
    record Churned(Tensor x, NoiseLevel level) {}

    /** Raises a tensor to the level from where the step goes on. */
    Churned raise(Tensor x, NoiseLevel from, Schedule schedule, Noise noise) {
        Tensor drawn = noise.like(x);
        double ratio = from.ratio();
        double growth = least <= ratio && ratio <= most ? Math.min(amount / schedule.plannedSteps(), MOST_AT_ONCE) : 0;
        if (growth == 0) {
            return new Churned(x, from);
        }
        NoiseLevel raised = schedule.curve().at(ratio * (1 + growth));
        double added = raised.alpha() * Math.sqrt(raised.ratio() * raised.ratio() - ratio * ratio);
        Blend blend = Blend.of(x, raised.alpha() / from.alpha()).plus(drawn, added * noiseScale);
        return new Churned(blend.tensor(), raised);
    }
}
