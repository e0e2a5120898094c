package io.iclight.models.layers;

import com.google.common.primitives.Floats;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import java.util.List;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Mean and variance of each group of channels, gathered from one part of a feature map after the other.
 *
 * <p>Source: Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances", 1979.
 */
public final class GroupMoments {

    /** What libtorch adds to a variance before it takes its root; small beside any variance that matters. */
    private static final double ADDED = 1e-12;

    private final double[] mean;
    private final double[] squares;
    private double count;

    GroupMoments(int groups) {
        this.mean = new double[groups];
        this.squares = new double[groups];
    }

    /**
     * Adds a part.
     *
     * @param x {@code [1, channels, height, width]}, borrowed
     */
    void add(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor part = x.to(ScalarType.Float).contiguous(MemoryFormat.ChannelsLast);
            T_TensorTensorTensor_T normalized = torch.native_group_norm(
                    part,
                    new TensorOptional(),
                    new TensorOptional(),
                    1,
                    x.size(1),
                    x.size(2) * x.size(3),
                    mean.length,
                    ADDED);
            float[] means = TensorData.floats(normalized.get1());
            float[] inverseDeviations = TensorData.floats(normalized.get2());
            double added = x.numel() / (double) mean.length;
            for (int i = 0; i < mean.length; i++) {
                double variance = Math.max(0, 1.0 / inverseDeviations[i] / inverseDeviations[i] - ADDED);
                add(i, means[i], variance * added, added);
            }
            count += added;
        }
    }

    /**
     * Measures two feature maps as one, channel by channel.
     *
     * @param x one sample of both, float32, borrowed
     * @param groups how many groups the channels of both make
     */
    static GroupMoments of(ChannelPair x, int groups) {
        try (TensorScope scope = TensorScope.open()) {
            T_TensorTensor_T first = ofChannels(x.first());
            T_TensorTensor_T second = ofChannels(x.second());
            float[] means = Floats.concat(TensorData.floats(first.get0()), TensorData.floats(second.get0()));
            float[] variances = Floats.concat(TensorData.floats(first.get1()), TensorData.floats(second.get1()));
            GroupMoments moments = new GroupMoments(groups);
            int width = means.length / groups;
            long pixels = x.first().size(2) * x.first().size(3);
            for (int i = 0; i < width; i++) {
                for (int group = 0; group < groups; group++) {
                    int channel = group * width + i;
                    moments.add(group, means[channel], variances[channel] * pixels, pixels);
                }
                moments.count += pixels;
            }
            return moments;
        }
    }

    private static T_TensorTensor_T ofChannels(Tensor x) {
        return torch.batch_norm_update_stats(x, new TensorOptional(), new TensorOptional(), 0);
    }

    private void add(int group, double otherMean, double otherSquares, double added) {
        double total = count + added;
        double difference = otherMean - mean[group];
        mean[group] += difference * added / total;
        squares[group] += otherSquares + difference * difference * count * added / total;
    }

    /** The moments of two parts together. */
    GroupMoments and(GroupMoments other) {
        GroupMoments both = new GroupMoments(mean.length);
        for (GroupMoments part : List.of(this, other)) {
            for (int i = 0; i < mean.length; i++) {
                both.add(i, part.mean[i], part.squares[i], part.count);
            }
            both.count += part.count;
        }
        return both;
    }

    /**
     * Moves these moments as far as others are from each other.
     *
     * @param from where they are
     * @param to where they are moved
     * @return means that differ by as much, variances by the same ratio
     */
    GroupMoments moved(GroupMoments from, GroupMoments to) {
        GroupMoments moved = new GroupMoments(mean.length);
        moved.count = count;
        for (int i = 0; i < mean.length; i++) {
            moved.mean[i] = mean[i] + to.mean[i] - from.mean[i];
            // A group that is constant in one of the two has no ratio.
            double ratio = from.variance(i) > ADDED ? to.variance(i) / from.variance(i) : 1;
            moved.squares[i] = squares[i] * ratio;
        }
        return moved;
    }

    double mean(int group) {
        return mean[group];
    }

    double variance(int group) {
        return squares[group] / count;
    }
}
