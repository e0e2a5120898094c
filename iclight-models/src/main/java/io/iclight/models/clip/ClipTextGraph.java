package io.iclight.models.clip;

import com.google.common.collect.ImmutableList;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.layers.Embedding;
import io.iclight.models.layers.Layer;
import io.iclight.models.layers.LayerNorm;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * The text encoder as a differentiable function; {@link ClipTextEncoder} is what owns its parameters and checks its
 * arguments.
 */
public final class ClipTextGraph {

    private final Embedding tokens;
    private final Embedding positions;
    private final ImmutableList<EncoderLayer> layers;
    private final Layer finalNorm;

    /**
     * Takes the parameters of a text encoder.
     *
     * @param top where they are, under transformers' names
     * @param config its shape
     */
    public ClipTextGraph(Weights top, ClipTextConfig config) {
        Weights weights = top.at("text_model");
        Weights embeddings = weights.at("embeddings");
        this.tokens = new Embedding(embeddings.at("token_embedding"), config.vocabularySize(), config.size());
        this.positions = new Embedding(embeddings.at("position_embedding"), config.maxLength(), config.size());
        // The numbers 0, 1, 2, ..., which checkpoints held until transformers 4.31.
        embeddings.ignore("position_ids");
        this.layers = IntStream.range(0, config.layers())
                .mapToObj(i -> new EncoderLayer(weights.at("encoder.layers").at(i), config))
                .collect(ImmutableList.toImmutableList());
        this.finalNorm = new LayerNorm(weights.at("final_layer_norm"), config.size(), config.epsilon());
    }

    /**
     * Encodes rows of tokens.
     *
     * @param ids int64 {@code [batch, length]}, borrowed
     * @param skippedLayers how many of the last layers are left out
     * @return {@code [batch, length, size]}, belonging to the caller
     */
    public Tensor forward(Tensor ids, int skippedLayers) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor x = tokens.forward(ids).add(positions.first(ids.size(1)));
            for (EncoderLayer layer : layers.subList(0, layers.size() - skippedLayers)) {
                x = layer.forward(x);
            }
            return scope.handOut(finalNorm.forward(x));
        }
    }
}
