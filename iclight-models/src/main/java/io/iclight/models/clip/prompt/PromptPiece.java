package io.iclight.models.clip.prompt;

import com.google.common.collect.ImmutableList;
import java.util.Objects;

/** A part of a prompt as emphasis divides it. */
public sealed interface PromptPiece {

    /**
     * Text of one weight.
     *
     * @param text without the brackets of emphasis, and without the backslashes before brackets
     * @param weight what the vectors of its tokens are multiplied by; 1 is as it is
     */
    record Weighted(String text, double weight) implements PromptPiece {

        /** Checks the components. */
        public Weighted {
            Objects.requireNonNull(text, "text");
        }
    }

    /** What follows begins a new row of tokens. */
    record Break() implements PromptPiece {}

    /**
     * Reads the emphasis in a text.
     *
     * @param text any; brackets that are left open end at the end of the text
     * @return the pieces in order, at least one; neighbours differ in weight
     * @throws PromptSyntaxException if a weight such as {@code (light:1.2.3)} is no number
     */
    static ImmutableList<PromptPiece> parse(String text) {
        return new EmphasisParser(text).parse();
    }
}
