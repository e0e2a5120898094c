package io.iclight.train.optim;

/**
 * A learning rate that rises linearly, and then falls along half a cosine (Loshchilov and Hutter, 2017).
 *
 * @param peak the greatest rate
 * @param last the rate at the end
 * @param warmUp the number of steps of the rise
 * @param steps of the whole training
 */
public record LearningRate(double peak, double last, long warmUp, long steps) {

    /**
     * The rate of a step.
     *
     * @param step from 0
     * @return the rate
     */
    public double at(long step) {
        if (step < warmUp) {
            return peak * (step + 1) / warmUp;
        }
        double progress = Math.min(1, (double) (step - warmUp) / Math.max(1, steps - warmUp));
        return last + (peak - last) * 0.5 * (1 + Math.cos(Math.PI * progress));
    }
}
