package io.iclight.samplers;

import org.bytedeco.pytorch.Tensor;

/** Is told of each step of a sampling run. */
@FunctionalInterface
public interface StepListener {

    /** Does nothing. */
    StepListener NONE = step -> {};

    /**
     * A step that ended.
     *
     * @param index from 0
     * @param steps how many the run has; 0 where the sampler chooses them as it goes
     * @param reached the level that the step went to
     * @param x the tensor at that level; borrowed, valid during the call
     */
    record Step(int index, int steps, NoiseLevel reached, Tensor x) {}

    /**
     * Takes note of a step. What it throws ends the run and reaches the caller; nothing leaks.
     *
     * @param step the step that ended
     */
    void onStep(Step step);
}
