package io.iclight.models.unet.patch;

import io.iclight.models.layers.Layer;
import io.iclight.models.unet.patch.UNetCall.Purpose;
import org.bytedeco.pytorch.Tensor;

/**
 * Computes the deeper blocks at some steps alone, and gives the finest blocks at the others what follows from those (Ma, Fang
 * and Wang, 2023, arXiv:2312.00858, uniform steps). Coarse features change little from step to step, and steadily: most of
 * what is lost comes back where they go on along a line (Liu et al., 2025, arXiv:2503.06923, of first order).
 *
 * @param interval every how many steps the deeper blocks are computed, from 1, but for the last step; 1 changes nothing
 * @param level the finest level that is not computed in between, from 0: what begins after its first input block. With 0
 *     the first convolution and the last output block alone are computed at each step, with 1 all of the finest level
 * @param order 0 to repeat what was computed last, as the first paper does; 1 to go on along the line through the last two
 */
public record DeepCache(int interval, int level, int order) implements UNetPatch {

    /** Checks the components. */
    public DeepCache {
        if (interval < 1 || level < 0 || order < 0 || order > 1) {
            throw new IllegalArgumentException(
                    "DeepCache has an interval from 1, a level from 0 and an order of 0 or 1, were " + interval + ", "
                            + level + " and " + order);
        }
    }

    /**
     * Repeats what was computed last.
     *
     * @param interval every how many steps the deeper blocks are computed, from 1, but for the last step
     * @param level the finest level that is not computed in between, from 0
     */
    public DeepCache(int interval, int level) {
        this(interval, level, 0);
    }

    @Override
    public UNetHooks begin() {
        return interval == 1 ? UNetHooks.NONE : new Hooks();
    }

    private final class Hooks implements UNetHooks {

        private final KeptSteps kept = new KeptSteps(order, interval);
        private int cut = Integer.MAX_VALUE;

        @Override
        public boolean isPromptwise() {
            return true;
        }

        @Override
        public Tensor deep(Tensor features, Site site, Layer deeper) {
            UNetCall call = site.call();
            if (site.level() == level) {
                cut = Math.min(cut, site.index());
            }
            if (site.index() != cut || call.purpose() != Purpose.PREDICTION) {
                return deeper.forward(features);
            }
            return isDue(call, features) ? kept.keep(call, deeper.forward(features)) : kept.at(call);
        }

        /** Also where a prompt was not in the call in which they were, or the map was of another size. */
        private boolean isDue(UNetCall call, Tensor features) {
            int due = dueBy(call);
            return call.step() == due || kept.step() < due || !kept.covers(call, features);
        }

        /** What the last step would compute, no other would have: it goes on from what there is. */
        private int dueBy(UNetCall call) {
            int due = call.step() / interval * interval;
            return due == call.steps() - 1 ? Math.max(0, due - interval) : due;
        }

        @Override
        public void close() {
            kept.close();
        }
    }
}
