package io.iclight.models.layers;

import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Group normalization (Wu and He, 2018): {@code [batch, channels, ...]} with each group of channels brought to mean 0 and
 * variance 1 over all its pixels, then scaled and shifted by channel.
 */
public final class GroupNorm implements Layer {

    private final Tensor weight;
    private final Tensor bias;
    private final long groups;
    private final double epsilon;
    private final Optional<Supplied> supplied;

    /**
     * Moments from elsewhere.
     *
     * @param norm as which this one asks
     * @param statistics are asked
     */
    private record Supplied(GroupNorm norm, NormStatistics statistics) {}

    /**
     * Takes a layer's parameters, {@code weight [channels]} and {@code bias [channels]}.
     *
     * @param weights where they are
     * @param groups how many groups the channels make; divides {@code channels}
     * @param channels the number of channels
     * @param epsilon added to the variance
     */
    public GroupNorm(Weights weights, long groups, long channels, double epsilon) {
        if (groups < 1 || channels % groups != 0) {
            throw new IllegalArgumentException(channels + " channels at " + weights + " do not make " + groups
                    + " groups; is norm_num_groups of the configuration right?");
        }
        this.weight = weights.parameter("weight", channels);
        this.bias = weights.parameter("bias", channels);
        this.groups = groups;
        this.epsilon = epsilon;
        this.supplied = Optional.empty();
    }

    private GroupNorm(GroupNorm norm, NormStatistics statistics) {
        this.weight = norm.weight;
        this.bias = norm.bias;
        this.groups = norm.groups;
        this.epsilon = norm.epsilon;
        this.supplied = Optional.of(new Supplied(norm, statistics));
    }

    @Override
    public GroupNorm normalizedBy(NormStatistics statistics) {
        return new GroupNorm(this, statistics);
    }

    @Override
    public Tensor forward(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            if (supplied.isPresent()) {
                return scope.handOut(of(x).forward(x));
            }
            return scope.handOut(
                    torch.group_norm(x, groups, new TensorOptional(weight), new TensorOptional(bias), epsilon, true));
        }
    }

    /**
     * Looks at a large feature map as a whole, so that its pixels can be normalized one by one.
     *
     * @param x {@code [1, channels, height, width]}, borrowed; what is not float32 is converted meanwhile
     * @return normalizes pixels of {@code x}; what it holds belongs to the caller's scope
     */
    Layer of(Tensor x) {
        return affine(
                supplied.map(source -> source.statistics().of(source.norm(), x)).orElseGet(() -> measure(x)));
    }

    /**
     * Normalizes two feature maps as one.
     *
     * @param x both
     * @return one map, of the channels of both; belonging to the caller
     */
    Tensor forward(ChannelPair x) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(supplied.isEmpty() && x.isReadApart() ? forwardApart(x) : forward(x.joined()));
        }
    }

    private Tensor forwardApart(ChannelPair x) {
        Tensor output = x.room();
        for (long i = 0; i < output.size(0); i++) {
            ChannelPair sample = x.sample(i);
            affine(GroupMoments.of(sample, (int) groups)).write(sample, output.narrow(0, i, 1));
        }
        return output;
    }

    private ChannelAffine affine(GroupMoments moments) {
        float[] scale = TensorData.floats(weight);
        float[] shift = TensorData.floats(bias);
        for (int channel = 0; channel < scale.length; channel++) {
            int group = (int) (channel * groups / scale.length);
            double factor = scale[channel] / Math.sqrt(moments.variance(group) + epsilon);
            scale[channel] = (float) factor;
            shift[channel] -= (float) (factor * moments.mean(group));
        }
        Tensor scales = TensorData.ofFloats(scale, 1, scale.length, 1, 1).to(weight.device(), ScalarType.Float);
        Tensor shifts = TensorData.ofFloats(shift, 1, shift.length, 1, 1).to(weight.device(), ScalarType.Float);
        return new ChannelAffine(scales, shifts);
    }

    /**
     * Measures a feature map.
     *
     * @param x {@code [1, channels, height, width]}, borrowed
     * @return mean and variance of each group
     */
    GroupMoments measure(Tensor x) {
        GroupMoments moments = new GroupMoments((int) groups);
        for (Strip strip : Strip.of(x, 1)) {
            try (TensorScope scope = TensorScope.open()) {
                moments.add(strip.source(x));
            }
        }
        return moments;
    }
}
