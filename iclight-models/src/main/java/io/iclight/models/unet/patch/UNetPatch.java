package io.iclight.models.unet.patch;

import org.bytedeco.pytorch.Tensor;

/** A change to what a UNet computes. It is immutable and may be shared; what it remembers during a pass is in its hooks. */
@FunctionalInterface
public interface UNetPatch {

    /**
     * Begins a pass.
     *
     * @return hooks for this pass alone, closed at its end
     */
    UNetHooks begin();

    /** See {@link UNetHooks#input}. */
    @FunctionalInterface
    interface InputHook {

        /**
         * Changes what an input block made.
         *
         * @param features {@code [batch, channels, height, width]}
         * @param site the input block
         * @return likewise
         */
        Tensor input(Tensor features, Site site);
    }

    /** See {@link UNetHooks#join}. */
    @FunctionalInterface
    interface JoinHook {

        /**
         * Changes what meets at an output block.
         *
         * @param joint features and skip
         * @param site the output block
         * @return features and skip
         */
        Joint join(Joint joint, Site site);
    }

    /** See {@link UNetHooks#attention}. */
    @FunctionalInterface
    interface AttentionHook {

        /**
         * Stands around the product of an attention layer.
         *
         * @param given queries, keys and values
         * @param site the layer
         * @param product computes the attention
         * @return {@code [batch, tokens, channels]}
         */
        Tensor attention(QueryKeyValue given, AttentionSite site, QueryKeyValue.Product product);
    }

    /**
     * Makes a patch of a lambda at the input blocks.
     *
     * @param hook keeps nothing between calls
     * @return the patch
     */
    static UNetPatch ofInput(InputHook hook) {
        return () -> new UNetHooks() {
            @Override
            public Tensor input(Tensor features, Site site) {
                return hook.input(features, site);
            }
        };
    }

    /**
     * Makes a patch of a lambda at the output blocks.
     *
     * @param hook keeps nothing between calls
     * @return the patch
     */
    static UNetPatch ofJoin(JoinHook hook) {
        return () -> new UNetHooks() {
            @Override
            public Joint join(Joint joint, Site site) {
                return hook.join(joint, site);
            }
        };
    }

    /**
     * Makes a patch of a lambda around the products of attention.
     *
     * @param hook keeps nothing between calls
     * @return the patch
     */
    static UNetPatch ofAttention(AttentionHook hook) {
        return () -> new UNetHooks() {
            @Override
            public Tensor attention(QueryKeyValue given, AttentionSite site, QueryKeyValue.Product product) {
                return hook.attention(given, site, product);
            }
        };
    }
}
