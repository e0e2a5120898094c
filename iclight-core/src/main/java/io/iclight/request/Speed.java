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
    EXACT(1),
    /**
     * Every third step but the last computes all of the UNet, the others its first convolution and its last output block
     * alone, and what the deeper blocks would make goes on along a line ({@code DeepCache(3, 0, 1)}). The second half of a
     * pass is not guided ({@code Interval(rule, 0, 0.5)}).
     */
    BALANCED(0.5, new DeepCache(3, 0, 1)),
    /** As {@link #BALANCED}; but every fourth step but the last computes all of the UNet ({@code DeepCache(4, 0, 1)}). */
    FAST(0.5, new DeepCache(4, 0, 1));

    private final double guided;
    private final ImmutableList<UNetPatch> patches;

    Speed(double guided, UNetPatch... patches) {
        this.guided = guided;
        this.patches = ImmutableList.copyOf(patches);
    }

    /**
     * Returns the patches of the UNet that this stands for.
     *
     * @return in order; empty for {@link #EXACT}
     */
    public ImmutableList<UNetPatch> patches() {
        return patches;
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
