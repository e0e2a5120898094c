package io.iclight.models.clip;

/**
 * What is wished for and what is not, with as many rows each: guidance computes with both at once.
 *
 * <p>Source: lllyasviel/IC-Light, {@code gradio_demo.py}, {@code encode_prompt_pair}.
 *
 * @param positive what the image should show
 * @param negative what it should not
 */
public record PromptPair(PromptChunks positive, PromptChunks negative) {

    /** Checks that there are as many rows of each. */
    public PromptPair {
        if (positive.rows().size() != negative.rows().size()) {
            throw new IllegalArgumentException("a pair of prompts has as many rows of each, but these have "
                    + positive.rows().size() + " and " + negative.rows().size());
        }
    }

    /**
     * Cuts two prompts into rows, the shorter of which is repeated.
     *
     * @param tokenizer whose start, end and length of a row count
     * @param positive what the image should show; perhaps empty
     * @param negative what it should not; perhaps empty
     * @return as many rows of each
     */
    public static PromptPair of(ClipTokenizer tokenizer, String positive, String negative) {
        PromptChunks wanted = PromptChunks.of(tokenizer, positive);
        PromptChunks unwanted = PromptChunks.of(tokenizer, negative);
        int count = Math.max(wanted.rows().size(), unwanted.rows().size());
        return new PromptPair(wanted.repeatedTo(count), unwanted.repeatedTo(count));
    }
}
