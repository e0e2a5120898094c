package io.iclight.request;

import com.google.common.collect.ImmutableList;
import io.iclight.models.unet.patch.DeepCache;
import io.iclight.models.unet.patch.GuidanceReuse;
import io.iclight.models.unet.patch.UNetPatch;
import io.iclight.samplers.guidance.EveryNth;
import io.iclight.samplers.guidance.Guidance;

/** What a relight gives up to be faster. Each constant says exactly what; {@code docs/speed.md} has what it costs. */
public enum Speed {
    /** Nothing: every step computes all of the UNet, for both prompts where it is guided. */
    EXACT(1, 1),
    /** As {@link #FAST}. */
    BALANCED(2, 2),
    /** To be measured. */
    FAST(4, 4);

    private final int deepInterval;
    private final int guidanceInterval;

    Speed(int deepInterval, int guidanceInterval) {
        this.deepInterval = deepInterval;
        this.guidanceInterval = guidanceInterval;
    }

    /**
     * Returns the patches of the UNet that this stands for.
     *
     * @return in order; empty for {@link #EXACT}
     */
    public ImmutableList<UNetPatch> patches() {
        ImmutableList.Builder<UNetPatch> patches = ImmutableList.builder();
        if (guidanceInterval > 1) {
            patches.add(new GuidanceReuse());
        }
        if (deepInterval > 1) {
            patches.add(new DeepCache(deepInterval, 0));
        }
        return patches.build();
    }

    /**
     * Changes a request's guidance as this stands for.
     *
     * @param rule of the request
     * @return the rule that is run
     */
    public Guidance guidance(Guidance rule) {
        return guidanceInterval > 1 ? new EveryNth(rule, guidanceInterval) : rule;
    }
}
