package io.iclight.models.clip.prompt;

import com.google.common.collect.ImmutableList;
import java.util.Objects;

/**
 * The texts of a prompt, one after the other.
 *
 * @param entries one or more; the last is for the last step
 */
public record PromptSchedule(ImmutableList<Entry> entries) {

    /**
     * A text and how long it holds.
     *
     * @param until the last step, counted from 1, that has it
     * @param text of the prompt, with emphasis still written out
     */
    public record Entry(int until, String text) {

        /** Checks the components. */
        public Entry {
            Objects.requireNonNull(text, "text");
        }
    }

    /** Checks the component. */
    public PromptSchedule {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("a schedule has one text or more");
        }
    }

    /**
     * Tells the text of an evaluation of the model, as A1111's samplers ask for it. They count evaluations from 0 but
     * steps from 1, so the first step's text is there twice.
     *
     * @param evaluation counted from 0
     * @return the text of step {@code max(1, evaluation)}; beyond the last step, the first text, as there
     */
    public String at(int evaluation) {
        return entries.stream()
                .filter(entry -> evaluation <= entry.until)
                .findFirst()
                .orElse(entries.get(0))
                .text;
    }
}
