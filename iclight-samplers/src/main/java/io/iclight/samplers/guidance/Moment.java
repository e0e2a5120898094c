package io.iclight.samplers.guidance;

import io.iclight.samplers.NoiseLevel;

/**
 * When in a run.
 *
 * @param step from 0
 * @param steps how many the run has
 * @param level how noisy the tensor is
 */
public record Moment(int step, int steps, NoiseLevel level) {}
