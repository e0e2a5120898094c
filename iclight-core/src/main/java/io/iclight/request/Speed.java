package io.iclight.request;

import com.google.common.collect.ImmutableList;
import io.iclight.models.unet.patch.DeepCache;
import io.iclight.models.unet.patch.UNetPatch;
import io.iclight.samplers.guidance.Guidance;
import io.iclight.samplers.guidance.Interval;

/**
 * What a relight gives up to be faster. Each constant says exactly what, in both passes; {@code docs/speed.md} says what it
 * costs.
 */
public enum Speed {
    /** Nothing: every step computes all of the UNet, for both prompts where it is guided. */
    EXACT(1, 1, 1),
    /**
     * Every fourth step computes all of the UNet, the others its finest level alone ({@code DeepCache(4, 1)}), and the last
     * four tenths of a pass are not guided ({@code Interval(rule, 0, 0.6)}).
     */
    BALANCED(4, 1, 0.6),
    /**
     * Every third step computes all of the UNet, the others its first convolution and its last output block alone ({@code
     * DeepCache(3, 0)}), and the second half of a pass is not guided ({@code Interval(rule, 0, 0.5)}).
     */
    FAST(3, 0, 0.5);

    private final int deepInterval;
    private final int shallowLevel;
    private final double guided;

    Speed(int deepInterval, int shallowLevel, double guided) {
        this.deepInterval = deepInterval;
        this.shallowLevel = shallowLevel;
        this.guided = guided;
    }

    /**
     * Returns the patches of the UNet that this stands for.
     *
     * @return in order; empty for {@link #EXACT}
     */
    public ImmutableList<UNetPatch> patches() {
        return deepInterval == 1 ? ImmutableList.of() : ImmutableList.of(new DeepCache(deepInterval, shallowLevel));
    }

    /**
     * Changes a request's guidance as this stands for.
     *
     * @param rule of the request
     * @return the rule that is run
     */
    public Guidance guidance(Guidance rule) {
        return guided == 1 ? rule : new Interval(rule, 0, guided);
    }
}
