package io.iclight.models.unet.patch;

import io.iclight.io.tensor.TensorScope;
import io.iclight.models.layers.Layer;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;

/**
 * Lets the deeper blocks see a smaller picture while it takes shape, so that pictures larger than those of training do not
 * repeat what they show (Kohya's high-res fix).
 *
 * <p>Source: lllyasviel/stable-diffusion-webui-forge, {@code sd_forge_kohya_hrfix/scripts/kohya_hrfix.py}.
 *
 * @param block the input block after which the picture is shrunk, from 1
 * @param factor how many times smaller, 1 to 9; 1 changes nothing
 * @param start from where on, by timestep: 0 is pure noise, 1 the clean picture
 * @param stop up to where, likewise
 * @param place whether the skip is shrunk too
 * @param down how it is shrunk
 * @param up how it is brought back to its size
 */
public record DeepShrink(int block, double factor, double start, double stop, Place place, Resizing down, Resizing up)
        implements UNetPatch {

    private static final double LAST_TIMESTEP = 999;

    /** Where the picture is shrunk. */
    public enum Place {
        /** After the skip has been taken: what goes across keeps its size. */
        AFTER_SKIP,
        /** Before: what goes across is shrunk too. */
        BEFORE_SKIP
    }

    /** Forge's defaults. */
    public static final DeepShrink STANDARD =
            new DeepShrink(3, 2, 0, 0.35, Place.AFTER_SKIP, Resizing.BICUBIC, Resizing.BICUBIC);

    /** Checks the components. */
    public DeepShrink {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(down, "down");
        Objects.requireNonNull(up, "up");
        if (block < 1 || !(factor >= 1 && factor <= 9) || !(start >= 0 && start <= stop && stop <= 1)) {
            throw new IllegalArgumentException(
                    "deep shrink has a block from 1, a factor in 1..9, and 0 <= start <= stop" + " <= 1, were " + block
                            + ", " + factor + ", " + start + " and " + stop);
        }
    }

    @Override
    public UNetHooks begin() {
        return factor == 1 ? UNetHooks.NONE : new Hooks();
    }

    private boolean actsAt(Site site, Place where) {
        double timestep = site.call().timestep();
        return place == where
                && site.index() == block
                && timestep <= LAST_TIMESTEP * (1 - start)
                && timestep >= LAST_TIMESTEP * (1 - stop);
    }

    private Tensor shrunk(Tensor features) {
        long height = Math.max(1, (long) Math.rint(features.size(2) / factor));
        long width = Math.max(1, (long) Math.rint(features.size(3) / factor));
        return down.to(features, height, width);
    }

    private final class Hooks implements UNetHooks {

        @Override
        public boolean isPromptwise() {
            return true;
        }

        @Override
        public Tensor input(Tensor features, Site site) {
            return actsAt(site, Place.BEFORE_SKIP) ? shrunk(features) : features;
        }

        @Override
        public Tensor deep(Tensor features, Site site, Layer deeper) {
            if (!actsAt(site, Place.AFTER_SKIP)) {
                return deeper.forward(features);
            }
            try (TensorScope scope = TensorScope.open()) {
                return scope.handOut(up.to(deeper.forward(shrunk(features)), features.size(2), features.size(3)));
            }
        }

        @Override
        public Joint join(Joint joint, Site site) {
            return joint.withFeatures(
                    up.to(joint.features(), joint.skip().size(2), joint.skip().size(3)));
        }
    }
}
