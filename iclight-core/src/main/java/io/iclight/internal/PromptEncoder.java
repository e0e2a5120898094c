package io.iclight.internal;

import io.iclight.io.tensor.TensorScope;
import io.iclight.models.clip.ClipTextEncoder;
import io.iclight.models.clip.ClipTokenizer;
import io.iclight.models.clip.PromptChunks;
import io.iclight.models.clip.PromptPair;
import org.bytedeco.pytorch.Tensor;

/**
 * Turns prompts into embeddings, 75 tokens at a time, so that they may be of any length.
 *
 * <p>Source: lllyasviel/IC-Light, {@code gradio_demo.py}, {@code encode_prompt_pair}.
 */
public final class PromptEncoder {

    private final ClipTokenizer tokenizer;
    private final ClipTextEncoder encoder;

    /**
     * Makes an encoder.
     *
     * @param tokenizer cuts prompts into tokens
     * @param encoder embeds them; borrowed
     */
    public PromptEncoder(ClipTokenizer tokenizer, ClipTextEncoder encoder) {
        this.tokenizer = tokenizer;
        this.encoder = encoder;
    }

    /**
     * Embeds two prompts. The one with fewer chunks is repeated until both have as many.
     *
     * @param positive what the picture should show
     * @param negative what it should not
     * @return the embeddings, belonging to the caller
     */
    public PromptEmbeddings encode(String positive, String negative) {
        PromptPair pair = PromptPair.of(tokenizer, positive, negative);
        return new PromptEmbeddings(embed(pair.positive()), embed(pair.negative()));
    }

    /** The chunks are embedded each for itself, and then read as one long text. */
    private Tensor embed(PromptChunks chunks) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor rows = encoder.encode(chunks);
            return scope.handOut(rows.reshape(1, -1, rows.size(2)));
        }
    }
}
