package io.iclight.models.clip;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;

/**
 * A prompt of any length as rows that the text encoder takes: start, as many tokens as there is room for, end, and then
 * end again up to the length of a row.
 *
 * <p>An empty prompt is one row without tokens of its own. (IC-Light's demos fail for an empty negative prompt, which
 * has no rows there.)
 *
 * <p>Source: lllyasviel/IC-Light, {@code gradio_demo.py}, {@code encode_prompt_inner}.
 *
 * @param rows the token numbers; one row or more, all of one length
 */
public record PromptChunks(ImmutableList<ImmutableIntArray> rows) {

    /** Checks the rows. */
    public PromptChunks {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("a prompt has one row or more, but none was given");
        }
        if (rows.stream().mapToInt(ImmutableIntArray::length).distinct().count() != 1) {
            throw new IllegalArgumentException("the rows of a prompt have one length, but these have "
                    + rows.stream().map(ImmutableIntArray::length).toList());
        }
    }

    /**
     * Cuts a prompt into rows.
     *
     * @param tokenizer whose start, end and length of a row count
     * @param prompt any, perhaps empty
     * @return the rows
     */
    public static PromptChunks of(ClipTokenizer tokenizer, String prompt) {
        ImmutableIntArray tokens = tokenizer.encode(prompt);
        int room = tokenizer.maxLength() - 2;
        ImmutableList.Builder<ImmutableIntArray> rows = ImmutableList.builder();
        int begin = 0;
        do {
            int end = Math.min(begin + room, tokens.length());
            rows.add(row(tokens.subArray(begin, end), tokenizer));
            begin = end;
        } while (begin < tokens.length());
        return new PromptChunks(rows.build());
    }

    private static ImmutableIntArray row(ImmutableIntArray tokens, ClipTokenizer tokenizer) {
        SpecialTokens special = tokenizer.specialTokens();
        ImmutableIntArray.Builder row = ImmutableIntArray.builder(tokenizer.maxLength());
        row.add(special.start()).addAll(tokens);
        for (int i = tokens.length() + 1; i < tokenizer.maxLength(); i++) {
            row.add(special.end());
        }
        return row.build();
    }

    /**
     * Repeats the prompt, whole, up to a number of rows; a last repetition that does not fit is cut.
     *
     * @param count how many rows, 1 or more
     * @return as many rows
     */
    public PromptChunks repeatedTo(int count) {
        ImmutableList.Builder<ImmutableIntArray> repeated = ImmutableList.builder();
        for (int i = 0; i < count; i++) {
            repeated.add(rows.get(i % rows.size()));
        }
        return new PromptChunks(repeated.build());
    }

    /**
     * Returns the length of a row.
     *
     * @return tokens, start and end included
     */
    public int rowLength() {
        return rows.get(0).length();
    }
}
