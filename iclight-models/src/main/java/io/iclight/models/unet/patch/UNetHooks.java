package io.iclight.models.unet.patch;

import io.iclight.models.layers.Layer;
import org.bytedeco.pytorch.Tensor;

/**
 * What a UNet calls at its patch points during one pass, on the pass's thread; hooks of one prompt alone on one that
 * the pass waits for. Every method changes nothing unless it is overridden.
 *
 * <p>Tensors are borrowed: they are not to be changed in place, and are freed after the call unless they are kept in a
 * {@link KeptTensor}. A hook returns what it was given or a new tensor; what else it makes is freed for it.
 *
 * <p>A feature map that no prompt has touched yet is the same for all prompts of a call, and is computed once: its batch is
 * {@code images}. After the first cross-attention it is {@code prompts * images}.
 */
public interface UNetHooks extends AutoCloseable {

    /** Change nothing. */
    UNetHooks NONE = new UNetHooks() {
        @Override
        public boolean isPromptwise() {
            return true;
        }
    };

    /**
     * Says whether what these hooks do for a prompt does not depend on the tensors of another. Each prompt may then get hooks
     * of its own, whose batches have its samples alone, and which run side by side. A call still tells of all prompts that it
     * is for.
     *
     * @return {@code false}: calls are for all prompts of a step at once, and the same hooks see all of them
     */
    default boolean isPromptwise() {
        return false;
    }

    /**
     * Changes what an input block made, before it goes both deeper and across.
     *
     * @param features {@code [batch, channels, height, width]}
     * @param site the input block
     * @return likewise, of any height and width
     */
    default Tensor input(Tensor features, Site site) {
        return features;
    }

    /**
     * Stands around all that is deeper than an input block: every coarser block of both ways.
     *
     * @param features what the input block made, {@code [batch, channels, height, width]}
     * @param site the input block
     * @param deeper computes what the output block of the same resolution is given
     * @return that, of the size of {@code features}
     */
    default Tensor deep(Tensor features, Site site, Layer deeper) {
        return deeper.forward(features);
    }

    /**
     * Changes what meets at an output block.
     *
     * @param joint features and skip
     * @param site the output block
     * @return features and skip of one height and width
     */
    default Joint join(Joint joint, Site site) {
        return joint;
    }

    /**
     * Stands around an attention layer: its norm, its projections and its product.
     *
     * @param tokens what the transformer has reached, {@code [batch, tokens, channels]}
     * @param site the layer
     * @param attention computes what the layer adds to {@code tokens}
     * @return what is added
     */
    default Tensor attentionLayer(Tensor tokens, AttentionSite site, Layer attention) {
        return attention.forward(tokens);
    }

    /**
     * Stands around the product of an attention layer.
     *
     * @param given queries, keys and values
     * @param site the layer
     * @param product computes the attention
     * @return {@code [batch, tokens, channels]}, as the queries
     */
    default Tensor attention(QueryKeyValue given, AttentionSite site, QueryKeyValue.Product product) {
        return product.forward(given);
    }

    /**
     * Changes what the UNet predicts.
     *
     * @param prediction {@code [prompts * images, channels, height, width]}
     * @param call that computes
     * @return likewise
     */
    default Tensor output(Tensor prediction, UNetCall call) {
        return prediction;
    }

    /**
     * Changes what guidance made of the predictions.
     *
     * @param guided the estimates, and a way to ask for more
     * @return the estimate of the clean picture, {@code [images, 4, height, width]}
     */
    default Tensor guided(GuidedCall guided) {
        return guided.clean();
    }

    /** Frees what was kept during the pass. */
    @Override
    default void close() {}
}
