package io.iclight.internal;

import com.google.common.collect.ImmutableList;
import io.iclight.io.image.Image;
import io.iclight.samplers.StepListener;
import org.bytedeco.pytorch.Tensor;

/**
 * Looks at what a pass computes, while it computes. Tensors are borrowed, and valid during the call. Every method does
 * nothing unless it is overridden.
 */
public interface PassObserver {

    /** Looks at nothing. */
    PassObserver NONE = new PassObserver() {};

    /**
     * Looks at the latents of the pictures that condition the network.
     *
     * @param latents {@code [1, 4 * pictures, height, width]}
     */
    default void onConditions(Tensor latents) {}

    /**
     * Looks at the latents of the picture that the pass starts from; it is not called where it starts from noise.
     *
     * @param latents {@code [1 or images, 4, height, width]}
     */
    default void onImage(Tensor latents) {}

    /**
     * Looks at the noisy latents before the first step.
     *
     * @param latents {@code [images, 4, height, width]}
     */
    default void onStart(Tensor latents) {}

    /**
     * Looks at what the network predicts, after guidance.
     *
     * @param prediction {@code [images, 4, height, width]}
     */
    default void onPrediction(Tensor prediction) {}

    /**
     * Looks at a step that ended.
     *
     * @param step its number and the latents
     */
    default void onStep(StepListener.Step step) {}

    /**
     * Looks at the pass's result.
     *
     * @param images as many as were asked for
     */
    default void onImages(ImmutableList<Image> images) {}
}
