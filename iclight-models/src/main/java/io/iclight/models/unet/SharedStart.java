package io.iclight.models.unet;

import io.iclight.models.layers.Attention;
import io.iclight.models.layers.SharedAttention;
import io.iclight.models.unet.patch.AttentionSite;
import io.iclight.models.unet.patch.QueryKeyValue;
import io.iclight.models.unet.patch.UNetHooks;
import org.bytedeco.pytorch.Tensor;

/**
 * What prompts have in common that are computed side by side: until the first cross-attention, each lane has the same numbers. The
 * one layer there that takes long, the self-attention of the finest level, is computed by both together.
 */
final class SharedStart implements AutoCloseable {

    private final SharedAttention first = new SharedAttention();

    /** Hooks of a lane, which change nothing but who computes. */
    UNetHooks ofLane() {
        return new Lane();
    }

    @Override
    public void close() {
        first.close();
    }

    private final class Lane implements UNetHooks {

        private boolean hasAttended;

        @Override
        public boolean isPromptwise() {
            return true;
        }

        @Override
        public Tensor attention(QueryKeyValue given, AttentionSite site, QueryKeyValue.Product product) {
            boolean isFirst = !hasAttended && site.isSelf();
            hasAttended = true;
            if (!isFirst) {
                return product.forward(given);
            }
            Attention layer = new Attention(site.heads(), Attention.Mask.NONE);
            return first.forward(layer, given.query(), given.key(), given.value());
        }
    }
}
