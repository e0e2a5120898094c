package io.iclight.train.optim;

/**
 * How parameters learn.
 *
 * @param rate the learning rate, and how many steps there are
 * @param optimizer what is done with a gradient
 * @param longestGradient gradients that are longer are shortened to this
 * @param averaging how much of the average of parameters is kept at a step
 */
public record Recipe(LearningRate rate, AdamW optimizer, double longestGradient, double averaging) {

    /**
     * The usual recipe.
     *
     * @param peak the greatest learning rate
     * @param steps of the whole training
     * @return a recipe that warms up over a hundred steps, or a tenth of all where these are fewer
     */
    public static Recipe of(double peak, long steps) {
        if (!(peak > 0 && peak <= 1)) {
            throw new IllegalArgumentException("a learning rate is above 0 and up to 1, was " + peak);
        }
        if (steps < 1) {
            throw new IllegalArgumentException("a training has at least one step, was " + steps);
        }
        return new Recipe(
                new LearningRate(peak, peak / 10, Math.min(100, Math.max(1, steps / 10)), steps),
                AdamW.SHORT,
                1,
                0.998);
    }
}
