/**
 * Ways to combine what a network predicts with and without a prompt.
 *
 * <p>A {@link io.iclight.samplers.guidance.Guidance} is a formula on two tensors; {@link
 * io.iclight.samplers.guidance.GuidedDenoiser} makes a denoiser of it. Formulas wrap each other: {@code new Interval(new
 * Rescaled(new ClassifierFree(7.5), 0.7), 0.2, 0.8)}. One of your own is a lambda.
 */
package io.iclight.samplers.guidance;
