package io.iclight.request;

import io.iclight.models.clip.prompt.PromptPiece;
import io.iclight.models.clip.prompt.PromptSchedule;
import io.iclight.models.clip.prompt.PromptTemplate;

/** What brackets and colons in a prompt mean. */
public enum PromptSyntax {
    /** Nothing: every character is text, as in IC-Light's demo. */
    PLAIN("plain") {
        @Override
        void check(String prompt) {
            // Any text will do.
        }
    },
    /**
     * What they mean in stable-diffusion-webui and Forge: {@code (word:1.3)}, {@code ((word))}, {@code [word]}, {@code
     * [from:to:0.25]}, {@code [a|b]}, {@code BREAK}.
     */
    A1111("a1111") {
        @Override
        void check(String prompt) {
            PromptSchedule texts = PromptTemplate.parse(prompt).schedule(PROBED_STEPS);
            texts.entries().forEach(entry -> PromptPiece.parse(entry.text()));
        }
    };

    /** Enough for every text of usual prompts to have its turn. */
    private static final int PROBED_STEPS = 30;

    private final String label;

    PromptSyntax(String label) {
        this.label = label;
    }

    /** Checks that the host would not stop at a prompt. */
    abstract void check(String prompt);

    /**
     * Returns the name in JSON and on the command line.
     *
     * @return lower case
     */
    public String label() {
        return label;
    }
}
