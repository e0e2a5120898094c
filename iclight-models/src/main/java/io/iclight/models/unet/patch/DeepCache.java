package io.iclight.models.unet.patch;

import io.iclight.models.layers.Layer;
import io.iclight.models.unet.patch.UNetCall.Purpose;
import org.bytedeco.pytorch.Tensor;

/**
 * Computes the deeper blocks at some steps alone, and gives the finest blocks what they were given last at the others (Ma,
 * Fang and Wang, 2023, arXiv:2312.00858, uniform steps). Coarse features change little from step to step.
 *
 * @param interval every how many steps the deeper blocks are computed, from 1; 1 changes nothing
 * @param level the finest level that is not computed in between, from 0: what begins after its first input block. With 0
 *     the first convolution and the last output block alone are computed at each step, with 1 all of the finest level
 */
public record DeepCache(int interval, int level) implements UNetPatch {

    /** Checks the components. */
    public DeepCache {
        if (interval < 1 || level < 0) {
            throw new IllegalArgumentException(
                    "DeepCache has an interval from 1 and a level from 0, were " + interval + " and " + level);
        }
    }

    @Override
    public UNetHooks begin() {
        return interval == 1 ? UNetHooks.NONE : new Hooks();
    }

    private final class Hooks implements UNetHooks {

        private final KeptPrediction kept = new KeptPrediction();
        private int cut = Integer.MAX_VALUE;

        @Override
        public Tensor deep(Tensor features, Site site, Layer deeper) {
            UNetCall call = site.call();
            if (site.level() == level) {
                cut = Math.min(cut, site.index());
            }
            if (site.index() != cut || call.purpose() != Purpose.PREDICTION) {
                return deeper.forward(features);
            }
            return call.step() % interval == 0 || !kept.covers(call)
                    ? kept.keep(call, deeper.forward(features))
                    : kept.rowsOf(call);
        }

        @Override
        public void close() {
            kept.close();
        }
    }
}
