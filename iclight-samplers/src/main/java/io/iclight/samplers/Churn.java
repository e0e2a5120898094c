package io.iclight.samplers;

import java.util.Objects;
import org.bytedeco.pytorch.Tensor;

/**
 * Adds noise before a step, so that a deterministic sampler forgets some of its errors (Karras et al., 2022,
 * arXiv:2206.00364, algorithm 2).
 *
 * @param amount how much noise is added over the whole run, 0 or more; {@code s_churn}
 * @param least the lowest noise-to-signal ratio at which noise is added; {@code s_tmin}
 * @param most the highest; {@code s_tmax}
 * @param noiseScale what added noise is multiplied by, 1 unless one wants to tune it; {@code s_noise}
 * @param draws when noise is drawn: k-diffusion and older diffusers draw it at every step, even if none is added
 */
public record Churn(double amount, double least, double most, double noiseScale, Draws draws) {

    /** No noise, and none drawn. */
    public static final Churn NONE = new Churn(0, Draws.WHERE_ADDED);

    /** Levels rise by no more than this at once, so that they at most double their variance. */
    private static final double MOST_AT_ONCE = Math.sqrt(2) - 1;

    /** Checks the components. */
    public Churn {
        Options.atLeastZero("amount", amount);
        Options.finite("noiseScale", noiseScale);
        Objects.requireNonNull(draws, "draws");
    }

    /**
     * Adds noise at all levels.
     *
     * @param amount how much over the whole run, 0 or more
     * @param draws when noise is drawn
     */
    public Churn(double amount, Draws draws) {
        this(amount, 0, Double.POSITIVE_INFINITY, 1, draws);
    }

    /** A tensor and how noisy it is. */
    record Churned(Tensor x, NoiseLevel level) {}

    /** Raises a tensor to the level from where the step goes on. */
    Churned raise(Tensor x, NoiseLevel from, Schedule schedule, Noise noise) {
        double growth = growth(from, schedule);
        if (growth == 0) {
            if (draws == Draws.EVERY_PREDICTION) {
                noise.like(x);
            }
            return new Churned(x, from);
        }
        NoiseLevel raised = schedule.curve().at(from.ratio() * (1 + growth));
        double added = raised.alpha() * from.ratio() * Math.sqrt(growth * (2 + growth));
        Blend blend = Blend.of(noise.like(x), added * noiseScale).plus(x, raised.alpha() / from.alpha());
        return new Churned(blend.tensor(), raised);
    }

    private double growth(NoiseLevel from, Schedule schedule) {
        boolean within = least <= from.ratio() && from.ratio() <= most;
        return within ? Math.min(amount / schedule.plannedSteps(), MOST_AT_ONCE) : 0;
    }
}
