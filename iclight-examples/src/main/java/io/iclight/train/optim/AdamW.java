package io.iclight.train.optim;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Adam with decoupled weight decay (Kingma and Ba, 2015; Loshchilov and Hutter, 2019), as torch computes it.
 *
 * @param beta1 how much of the mean gradient is kept at a step
 * @param beta2 how much of the mean squared gradient is kept
 * @param epsilon added to the root of the mean square
 * @param weightDecay times the learning rate is taken off each parameter at a step
 */
public record AdamW(double beta1, double beta2, double epsilon, double weightDecay) {

    /** Torch's settings, with a shorter memory of squares, which suits short trainings. */
    public static final AdamW SHORT = new AdamW(0.9, 0.99, 1e-8, 0.01);

    /**
     * Takes a step. To be called without recording of gradients, in a scope of the caller's.
     *
     * @param step the number of steps before this one
     * @param rate the learning rate
     * @param values changed in place
     * @param gradient borrowed
     * @param mean of gradients, changed in place
     * @param square mean square of gradients, changed in place
     */
    void step(long step, double rate, Tensor values, Tensor gradient, Tensor mean, Tensor square) {
        mean.lerp_(gradient, new Scalar(1 - beta1));
        square.mul_(new Scalar(beta2)).addcmul_(gradient, gradient, new Scalar(1 - beta2));
        double meanShare = 1 - Math.pow(beta1, step + 1);
        double squareShare = 1 - Math.pow(beta2, step + 1);
        Tensor root = square.sqrt().div_(new Scalar(Math.sqrt(squareShare))).add_(new Scalar(epsilon));
        values.mul_(new Scalar(1 - rate * weightDecay));
        values.addcdiv_(mean, root, new Scalar(-rate / meanShare));
    }
}
