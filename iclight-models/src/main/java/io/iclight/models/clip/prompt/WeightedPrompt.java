package io.iclight.models.clip.prompt;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.models.clip.ClipTextEncoder;
import io.iclight.models.clip.ClipTokenizer;
import io.iclight.models.clip.PromptChunks;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * A prompt as rows of tokens, each with a weight.
 *
 * @param chunks the rows
 * @param weights of the tokens, row by row
 */
public record WeightedPrompt(PromptChunks chunks, ImmutableList<ImmutableDoubleArray> weights) {

    /** Checks that each token has a weight. */
    public WeightedPrompt {
        boolean fits = weights.size() == chunks.rows().size()
                && weights.stream().allMatch(row -> row.length() == chunks.rowLength());
        if (!fits) {
            throw new IllegalArgumentException(chunks.rows().size() + " rows of " + chunks.rowLength()
                    + " tokens need as many weights, but these are "
                    + weights.stream().map(ImmutableDoubleArray::length).toList());
        }
    }

    /**
     * Makes tokens and weights of a text.
     *
     * @param tokenizer whose start, end and length of a row count
     * @param text with emphasis written out, and without schedules
     * @return the rows, at least one
     * @throws PromptSyntaxException if a weight is no number
     */
    public static WeightedPrompt of(ClipTokenizer tokenizer, String text) {
        RowBuilder rows = new RowBuilder(tokenizer);
        PromptPiece.parse(text).forEach(rows::add);
        return rows.build();
    }

    /**
     * Repeats the prompt, whole, up to a number of rows; a last repetition that does not fit is cut. This is how IC-Light
     * brings two prompts to one length (A1111 computes prompts of different lengths apart).
     *
     * @param count how many rows, 1 or more
     * @return as many rows
     */
    public WeightedPrompt repeatedTo(int count) {
        return new WeightedPrompt(
                chunks.repeatedTo(count),
                IntStream.range(0, count)
                        .mapToObj(i -> weights.get(i % weights.size()))
                        .collect(ImmutableList.toImmutableList()));
    }

    /**
     * Encodes the prompt: each row by itself, weighted, and then one after the other.
     *
     * @param encoder the text encoder
     * @param skippedLayers how many of its last layers are left out, 0 for none
     * @param emphasis how weights are applied
     * @return {@code [1, rows * length, size]}, belonging to the caller
     */
    public Tensor encode(ClipTextEncoder encoder, int skippedLayers, Emphasis emphasis) {
        try (TensorScope scope = TensorScope.open()) {
            int rows = weights.size();
            Tensor factors = TensorData.ofDoubles(
                    weights.stream()
                            .flatMapToDouble(ImmutableDoubleArray::stream)
                            .toArray(),
                    rows,
                    chunks.rowLength(),
                    1);
            Tensor plain = encoder.encode(chunks, skippedLayers)
                    .reshape(rows, chunks.rowLength(), encoder.config().size());
            Tensor weighted = emphasis.apply(plain, encoder.placement().move(factors));
            return scope.handOut(weighted.reshape(
                    1, (long) rows * chunks.rowLength(), encoder.config().size()));
        }
    }
}
