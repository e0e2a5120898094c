package io.iclight.samplers.guidance;

import io.iclight.samplers.internal.NativeScope;
import java.util.Objects;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Gives a guided prediction the spread of the conditional one, against overexposure (Lin et al., 2023, arXiv:2305.08891,
 * section 3.4; diffusers' {@code guidance_rescale}).
 *
 * @param guidance makes the prediction
 * @param share how much of the result is rescaled, 0 to 1
 */
public record Rescaled(Guidance guidance, double share) implements Guidance {

    /** Checks that there is a rule; which shares make sense is the caller's to know. */
    public Rescaled {
        Objects.requireNonNull(guidance, "guidance");
    }

    @Override
    public Tensor combine(Tensor unconditional, Tensor conditional, Moment moment) {
        try (NativeScope scope = NativeScope.open()) {
            Tensor guided = guidance.combine(unconditional, conditional, moment);
            return scope.handOut(share == 0 ? guided : rescaled(guided, conditional));
        }
    }

    @Override
    public boolean isActive(Moment moment) {
        return guidance.isActive(moment);
    }

    private Tensor rescaled(Tensor guided, Tensor conditional) {
        Tensor ratio = spread(conditional).div(spread(guided));
        Tensor factor = ratio.mul(new Scalar(share)).add(new Scalar(1 - share));
        return guided.mul(factor);
    }

    /** The standard deviation of each image of the batch. */
    private static Tensor spread(Tensor prediction) {
        return prediction.std(LongStream.range(1, prediction.dim()).toArray(), true, true);
    }
}
