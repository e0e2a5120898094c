package io.iclight.models.layers;

import org.bytedeco.pytorch.Tensor;

/** Where the group norms of a graph take means and variances from, if not from the feature map that they normalize. */
@FunctionalInterface
public interface NormStatistics {

    /**
     * Looks a feature map's moments up, or measures them.
     *
     * @param norm normalizes the feature map; told apart from others by its identity
     * @param x {@code [1, channels, height, width]}, borrowed
     * @return what {@code x} is normalized by
     */
    GroupMoments of(GroupNorm norm, Tensor x);
}
