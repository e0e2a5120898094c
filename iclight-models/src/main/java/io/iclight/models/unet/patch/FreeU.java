package io.iclight.models.unet.patch;

import io.iclight.io.tensor.TensorScope;
import java.util.Objects;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Gives the coarse features of the way up more weight, and their skips less low frequency (Si et al., 2023,
 * arXiv:2309.11497).
 *
 * @param version how features are strengthened, and where
 * @param b1 factor of half of the features, first stage; 1 changes nothing
 * @param b2 factor of half of the features, second stage
 * @param s1 factor of the skips' low frequencies, first stage; 1 changes nothing
 * @param s2 factor of the skips' low frequencies, second stage
 * @param window during which it acts
 */
public record FreeU(Version version, double b1, double b2, double s1, double s2, StepWindow window)
        implements UNetPatch {

    /** How features are strengthened, and where. */
    public enum Version {
        /**
         * All pixels alike. The first stage is the coarsest level, the second the one before it.
         *
         * <p>Source: huggingface/diffusers v0.27.2, {@code utils/torch_utils.py}, {@code apply_freeu}.
         */
        V1,
        /**
         * Each pixel by its mean, scaled to 0…1 within the picture. The first stage is where features have 4 times the
         * channels of the finest level, the second where they have twice as many.
         *
         * <p>Source: lllyasviel/stable-diffusion-webui-forge, {@code sd_forge_freeu/scripts/forge_freeu.py}, {@code
         * patch_freeu_v2}.
         */
        V2
    }

    /** Less than any difference that is one, even in half precision. */
    private static final double TINY = 1e-7;

    /** Checks the components. */
    public FreeU {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(window, "window");
        for (double factor : new double[] {b1, b2, s1, s2}) {
            if (!(factor >= 0 && factor <= 4)) {
                throw new IllegalArgumentException(
                        "FreeU's factors must be in 0..4, were b1 " + b1 + ", b2 " + b2 + ", s1 " + s1 + ", s2 " + s2);
            }
        }
    }

    /**
     * Makes version 2, for the whole pass.
     *
     * @param b1 factor of half of the features, first stage
     * @param b2 factor of half of the features, second stage
     * @param s1 factor of the skips' low frequencies, first stage
     * @param s2 factor of the skips' low frequencies, second stage
     */
    public FreeU(double b1, double b2, double s1, double s2) {
        this(Version.V2, b1, b2, s1, s2, StepWindow.ALL);
    }

    @Override
    public UNetHooks begin() {
        return new Hooks();
    }

    /** What a stage does. */
    private record Stage(double features, double skip) {

        static final Stage NONE = new Stage(1, 1);
    }

    /** Learns from the way down how wide and how deep the UNet is. */
    private final class Hooks implements UNetHooks {

        private long finestChannels;
        private int coarsestLevel;

        @Override
        public boolean isPromptwise() {
            return true;
        }

        @Override
        public Tensor input(Tensor features, Site site) {
            if (site.index() == 0) {
                finestChannels = features.size(1);
            }
            coarsestLevel = Math.max(coarsestLevel, site.level());
            return features;
        }

        @Override
        public Joint join(Joint joint, Site site) {
            Stage stage = window.contains(site.call()) ? stage(joint.features(), site) : Stage.NONE;
            Tensor features =
                    stage.features() == 1 ? joint.features() : strengthened(joint.features(), stage.features());
            Tensor skip = stage.skip() == 1 ? joint.skip() : LowFrequencies.scaled(joint.skip(), stage.skip());
            return new Joint(features, skip);
        }

        private Stage stage(Tensor features, Site site) {
            boolean first =
                    version == Version.V1 ? site.level() == coarsestLevel : features.size(1) == 4 * finestChannels;
            boolean second =
                    version == Version.V1 ? site.level() == coarsestLevel - 1 : features.size(1) == 2 * finestChannels;
            if (first) {
                return new Stage(b1, s1);
            }
            return second ? new Stage(b2, s2) : Stage.NONE;
        }
    }

    /** The first half of the channels is strengthened. */
    private Tensor strengthened(Tensor features, double factor) {
        try (TensorScope scope = TensorScope.open()) {
            long half = features.size(1) / 2;
            Tensor first = features.narrow(1, 0, half);
            Tensor rest = features.narrow(1, half, features.size(1) - half);
            Tensor stronger = version == Version.V1
                    ? first.mul(new Scalar(factor))
                    : first.mul(weight(features).mul(new Scalar(factor - 1)).add(new Scalar(1)));
            return scope.handOut(torch.cat(new TensorVector(stronger, rest), 1));
        }
    }

    /** The mean of each pixel's channels, 0 where it is smallest in the picture and 1 where it is largest; 0 if all are alike. */
    private static Tensor weight(Tensor features) {
        Tensor mean = features.mean(new long[] {1}, true, null);
        Tensor smallest = mean.amin(new long[] {1, 2, 3}, true);
        Tensor largest = mean.amax(new long[] {1, 2, 3}, true);
        return mean.sub(smallest).div(largest.sub(smallest).clamp_min(new Scalar(TINY)));
    }
}
