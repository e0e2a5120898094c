package io.iclight.models.unet;

import com.google.common.collect.ImmutableList;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.layers.GroupNorm;
import io.iclight.models.layers.Linear;
import io.iclight.models.unet.patch.AttentionSite;
import io.iclight.models.unet.patch.Site;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * Transformer blocks over the pixels of a feature map, which are its tokens, and a way around them (diffusers, {@code
 * Transformer2DModel}).
 */
final class SpatialTransformer {

    /** The reference has no setting for it. */
    private static final double EPSILON = 1e-6;

    private final GroupNorm norm;
    private final Linear projectIn;
    private final ImmutableList<TransformerBlock> blocks;
    private final Linear projectOut;

    SpatialTransformer(Weights weights, int channels, TransformerSettings settings) {
        int inner = settings.innerSize(channels);
        this.norm = new GroupNorm(weights.at("norm"), settings.normGroups(), channels, EPSILON);
        this.projectIn = settings.projection().layer(weights.at("proj_in"), channels, inner);
        this.blocks = IntStream.range(0, settings.layers())
                .mapToObj(i -> new TransformerBlock(
                        weights.at("transformer_blocks").at(i), inner, settings.heads(), settings.contextSize()))
                .collect(ImmutableList.toImmutableList());
        this.projectOut = settings.projection().layer(weights.at("proj_out"), inner, channels);
    }

    /**
     * Computes the output.
     *
     * @param x {@code [images or batch, channels, h, w]}, borrowed
     * @param told the prompts among it
     * @param block that this is in
     * @return {@code [batch, channels, h, w]}, belonging to the caller
     */
    Tensor forward(Tensor x, Conditioning told, Site block) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor tokens = projectIn.forward(tokens(norm.forward(x)));
            for (int i = 0; i < blocks.size(); i++) {
                int layer = i;
                Tensor next = blocks.get(i)
                        .forward(
                                tokens,
                                told,
                                (kind, heads) -> new AttentionSite(block, layer, kind, heads, x.size(2), x.size(3)));
                tokens.close();
                tokens = next;
            }
            Tensor change = pixels(projectOut.forward(tokens), x);
            return scope.handOut(Batch.widened(x, change.size(0)).add(change));
        }
    }

    /** {@code [batch, channels, h, w]} to {@code [batch, h * w, channels]}: a view where the channels lie last. */
    private static Tensor tokens(Tensor x) {
        return x.permute(0, 2, 3, 1).flatten(1, 2);
    }

    private static Tensor pixels(Tensor tokens, Tensor like) {
        return tokens.view(tokens.size(0), like.size(2), like.size(3), -1).permute(0, 3, 1, 2);
    }
}
