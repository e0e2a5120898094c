package io.iclight.samplers.guidance;

import io.iclight.samplers.internal.NativeScope;
import java.util.Objects;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/**
 * Guides with a high scale and gives the result the spread that a lower one would have had, as
 * mcmonkeyprojects/sd-dynamic-thresholding does.
 *
 * @param scale the scale that guides
 * @param mimic the scale whose spread the result gets
 * @param percentile the share of values that counts as the spread of the guided prediction, 0 to 1; for {@link
 *     Spread#ABSOLUTE} alone
 * @param extent over which values a spread is taken
 * @param origin what stays where it is when the spread changes
 * @param spread how it is measured
 * @param share how much of the result is changed, 0 to 1
 */
public record DynamicThresholding(
        ScaleCurve scale,
        ScaleCurve mimic,
        double percentile,
        Extent extent,
        Origin origin,
        Spread spread,
        double share)
        implements Guidance {

    /** Over which values a spread is taken. */
    public enum Extent {
        /** Those of each channel of each image. */
        CHANNEL,
        /** Those of the whole batch. */
        BATCH
    }

    /** What stays where it is when the spread changes. */
    public enum Origin {
        /** Zero. */
        ZERO,
        /** The mean of each channel. */
        MEAN
    }

    /** How a spread is measured. */
    public enum Spread {
        /** By the largest absolute difference from the mean; in the guided prediction, by a percentile of it. */
        ABSOLUTE,
        /** By the standard deviation. */
        DEVIATION
    }

    /** Checks the components. */
    public DynamicThresholding {
        if (!(percentile >= 0 && percentile <= 1)) {
            throw new IllegalArgumentException("percentile must be in 0..1, was " + percentile);
        }
        Objects.requireNonNull(scale, "scale");
        Objects.requireNonNull(mimic, "mimic");
        Objects.requireNonNull(extent, "extent");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(spread, "spread");
    }

    @Override
    public Tensor combine(Tensor unconditional, Tensor conditional, Moment moment) {
        try (NativeScope scope = NativeScope.open()) {
            Tensor guided = ClassifierFree.extrapolated(unconditional, conditional, scale.at(moment));
            Tensor mimicked = ClassifierFree.extrapolated(unconditional, conditional, mimic.at(moment));
            Tensor changed =
                    respread(guided.flatten(2, -1), mimicked.flatten(2, -1)).view_as(guided);
            return scope.handOut(share == 1 ? changed : guided.lerp(changed, new Scalar(share)));
        }
    }

    private Tensor respread(Tensor guided, Tensor mimicked) {
        Tensor mean = mean(guided);
        Tensor centered = guided.sub(mean);
        Tensor from = spread(centered, percentile);
        Tensor to = spread(mimicked.sub(mean(mimicked)), 1);
        if (origin == Origin.ZERO) {
            return guided.mul(to.div(from));
        }
        if (spread == Spread.DEVIATION) {
            return centered.div(from).mul_(to).add_(mean);
        }
        Tensor limit = to.maximum(from);
        return centered.clamp(new TensorOptional(limit.neg()), new TensorOptional(limit))
                .div(limit)
                .mul_(to)
                .add_(mean);
    }

    private static Tensor mean(Tensor flat) {
        return flat.mean(new long[] {2}, true, null);
    }

    private Tensor spread(Tensor centered, double percentile) {
        LongOptional axis = extent == Extent.CHANNEL ? new LongOptional(2) : new LongOptional();
        if (spread == Spread.ABSOLUTE) {
            return centered.abs().quantile(percentile, axis, extent == Extent.CHANNEL, "linear");
        }
        return extent == Extent.CHANNEL ? centered.std(new long[] {2}, true, true) : centered.std();
    }
}
