package io.iclight.models.layers;

import io.iclight.io.tensor.TensorData;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Mean and variance of each group of channels, gathered from one part of a feature map after the other.
 *
 * <p>Source: Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances", 1979.
 */
final class GroupMoments {

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
        T_TensorTensorTensor_T normalized = torch.native_group_norm(
                x, new TensorOptional(), new TensorOptional(), 1, x.size(1), x.size(2) * x.size(3), mean.length, ADDED);
        float[] means = TensorData.floats(normalized.get1());
        float[] inverseDeviations = TensorData.floats(normalized.get2());
        double added = x.numel() / (double) mean.length;
        double total = count + added;
        for (int i = 0; i < mean.length; i++) {
            double variance = Math.max(0, 1.0 / inverseDeviations[i] / inverseDeviations[i] - ADDED);
            double difference = means[i] - mean[i];
            mean[i] += difference * added / total;
            squares[i] += variance * added + difference * difference * count * added / total;
        }
        count = total;
    }

    double mean(int group) {
        return mean[group];
    }

    double variance(int group) {
        return squares[group] / count;
    }
}
