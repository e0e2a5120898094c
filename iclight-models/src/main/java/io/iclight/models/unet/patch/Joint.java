package io.iclight.models.unet.patch;

import org.bytedeco.pytorch.Tensor;

/**
 * What meets at an output block, before it becomes one.
 *
 * @param features from the coarser blocks, {@code [batch, channels, height, width]}
 * @param skip from the input block of the same resolution, {@code [batch, skipChannels, height, width]}
 */
public record Joint(Tensor features, Tensor skip) {

    /**
     * Changes the features.
     *
     * @param changed takes their place
     * @return the joint with them
     */
    public Joint withFeatures(Tensor changed) {
        return new Joint(changed, skip);
    }

    /**
     * Changes the skip.
     *
     * @param changed takes its place
     * @return the joint with it
     */
    public Joint withSkip(Tensor changed) {
        return new Joint(features, changed);
    }
}
