package io.iclight.models.unet.patch;

import io.iclight.io.tensor.TensorScope;
import io.iclight.models.unet.patch.UNetCall.Prompt;
import java.util.Objects;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Guides away from a picture whose deepest pixels look at themselves alone (PAG; Ahn et al., 2024, arXiv:2403.17377): the
 * positive prompt is predicted once more, the middle's self-attention giving each pixel its own value. A step takes half as
 * long again.
 *
 * <p>Source: lllyasviel/stable-diffusion-webui-forge, {@code
 * sd_forge_perturbed_attention/scripts/forge_perturbed_attention.py}.
 *
 * @param scale how far to go, 0 to 100; 0 changes nothing
 * @param attenuation how much of the scale is taken off after each step, 0 to 1
 * @param window during which it acts
 */
public record PerturbedAttentionGuidance(double scale, double attenuation, StepWindow window) implements UNetPatch {

    /** Forge's defaults. */
    public static final PerturbedAttentionGuidance STANDARD = new PerturbedAttentionGuidance(3, 0, StepWindow.ALL);

    private static final UNetHooks PERTURBED = new UNetHooks() {
        @Override
        public Tensor attention(QueryKeyValue given, AttentionSite site, QueryKeyValue.Product product) {
            boolean deepest = site.isSelf() && site.block().part() == Site.Part.MIDDLE;
            return deepest ? given.value() : product.forward(given);
        }
    };

    /** Checks the components. */
    public PerturbedAttentionGuidance {
        Objects.requireNonNull(window, "window");
        if (!(scale >= 0 && scale <= 100) || !(attenuation >= 0 && attenuation <= 1)) {
            throw new IllegalArgumentException(
                    "perturbed-attention guidance has a scale in 0..100 and an attenuation in" + " 0..1, were " + scale
                            + " and " + attenuation);
        }
    }

    @Override
    public UNetHooks begin() {
        return scale == 0 ? UNetHooks.NONE : new Hooks();
    }

    private final class Hooks implements UNetHooks {

        private int guidedBefore;

        @Override
        public Tensor guided(GuidedCall guided) {
            double now = scale * (1 - guidedBefore * attenuation);
            if (now <= 0 || !window.contains(guided.call())) {
                return guided.clean();
            }
            guidedBefore++;
            try (TensorScope scope = TensorScope.open()) {
                Tensor worse = guided.predict(Prompt.POSITIVE, guided.noisy(), PERTURBED);
                Tensor better = guided.clean(Prompt.POSITIVE).orElseThrow().sub(worse);
                return scope.handOut(guided.clean().add(better, new Scalar(now)));
            }
        }
    }
}
