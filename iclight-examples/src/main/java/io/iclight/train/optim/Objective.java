package io.iclight.train.optim;

import org.bytedeco.pytorch.Tensor;

/** What training makes smaller. */
public interface Objective {

    /**
     * Computes the loss of a step's samples, which the step's number alone decides.
     *
     * @param step from 0
     * @return one differentiable number, belonging to the caller
     */
    Tensor loss(long step);

    /**
     * Measures on samples that training never sees, always the same. No gradients are recorded.
     *
     * @return the less the better
     */
    double heldOut();

    /**
     * Says what {@link #heldOut} measures. Numbers of one measure can be compared; those of two cannot.
     *
     * @return a short text of all that decides about the number but the parameters: what it is an error of, in which files,
     *     and the seed that they are drawn with
     */
    String measure();
}
