package io.iclight.models.unet.patch;

import io.iclight.io.tensor.TensorScope;
import io.iclight.models.unet.patch.UNetCall.Prompt;
import io.iclight.models.unet.patch.UNetCall.Purpose;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Guides away from a picture that is blurred where the UNet looks (SAG; Hong et al., 2022, arXiv:2210.00939): the estimate
 * for the negative prompt is blurred where the deepest self-attention is seen by much, noised again, and predicted once more.
 * Where a step has no negative prompt, the positive one takes its place. A step takes half as long again.
 *
 * <p>Source: lllyasviel/stable-diffusion-webui-forge, {@code sd_forge_sag/scripts/forge_sag.py}; diffusers v0.27.2, {@code
 * StableDiffusionSAGPipeline}, whose sigma is 1.
 *
 * @param scale how far to go, -2 to 5; 0 changes nothing
 * @param sigma of the blur, in pixels of the latents, above 0 and up to 10
 * @param threshold how much a pixel must be attended to, 0 to 4; on average it is 1
 */
public record SelfAttentionGuidance(double scale, double sigma, double threshold) implements UNetPatch {

    /** Forge's defaults. */
    public static final SelfAttentionGuidance STANDARD = new SelfAttentionGuidance(0.5, 2, 1);

    /** Checks the components. */
    public SelfAttentionGuidance {
        if (!(scale >= -2 && scale <= 5) || !(sigma > 0 && sigma <= 10) || !(threshold >= 0 && threshold <= 4)) {
            throw new IllegalArgumentException(
                    "self-attention guidance has a scale in -2..5, a sigma above 0 and up to 10"
                            + " and a threshold in 0..4, were " + scale + ", " + sigma + " and " + threshold);
        }
    }

    @Override
    public UNetHooks begin() {
        return scale == 0 ? UNetHooks.NONE : new Hooks();
    }

    private static Prompt blurredPrompt(UNetCall call) {
        return call.prompts().contains(Prompt.NEGATIVE) ? Prompt.NEGATIVE : Prompt.POSITIVE;
    }

    private final class Hooks implements UNetHooks {

        private final KeptTensor mask = new KeptTensor();

        @Override
        public Tensor attention(QueryKeyValue given, AttentionSite site, QueryKeyValue.Product product) {
            UNetCall call = site.block().call();
            if (call.purpose() == Purpose.PREDICTION
                    && site.isWhole(given)
                    && site.block().part() == Site.Part.MIDDLE
                    && site.layer() == 0) {
                long first = call.prompts().indexOf(blurredPrompt(call)) * call.images();
                boolean shared = given.query().size(0) == call.images();
                try (TensorScope scope = TensorScope.open()) {
                    mask.keep(seen(given, site, shared ? 0 : first, call.images()));
                }
            }
            return product.forward(given);
        }

        /** Where the attention to a pixel, summed over those that look, is above the threshold: {@code [images, 1, h, w]}. */
        private Tensor seen(QueryKeyValue given, AttentionSite site, long first, long images) {
            Tensor query = byHead(given.query().narrow(0, first, images), site.heads());
            Tensor key = byHead(given.key().narrow(0, first, images), site.heads());
            Tensor scores = query.matmul(key.transpose(-2, -1)).div(new Scalar(Math.sqrt(query.size(3))));
            Tensor attended =
                    scores.softmax(-1).mean(new long[] {1}, false, null).sum(1);
            return attended.gt(new Scalar(threshold))
                    .view(images, 1, site.height(), site.width())
                    .to(given.query().scalar_type());
        }

        @Override
        public Tensor guided(GuidedCall guided) {
            Prompt prompt = blurredPrompt(guided.call());
            Tensor clean = guided.clean(prompt).orElseThrow();
            if (mask.get().isEmpty() || !GaussianBlur.canBlur(clean)) {
                return guided.clean();
            }
            try (TensorScope scope = TensorScope.open()) {
                Tensor where = torch.upsample_nearest2d(mask.get().get(), clean.size(2), clean.size(3))
                        .to(clean.scalar_type());
                // x0 + mask * (blurred - x0)
                Tensor degraded =
                        clean.add(where.mul(GaussianBlur.blurred(clean, sigma).sub(clean)));
                Tensor noisy = guided.noisy().add(degraded.sub(clean), new Scalar(guided.alpha()));
                Tensor worse = guided.predict(prompt, noisy, UNetHooks.NONE);
                return scope.handOut(guided.clean().add(degraded.sub(worse), new Scalar(scale)));
            }
        }

        @Override
        public void close() {
            mask.close();
        }
    }

    /** {@code [batch, tokens, channels]} to {@code [batch, heads, tokens, channels / heads]}. */
    private static Tensor byHead(Tensor tokens, int heads) {
        return tokens.reshape(tokens.size(0), tokens.size(1), heads, tokens.size(2) / heads)
                .transpose(1, 2);
    }
}
