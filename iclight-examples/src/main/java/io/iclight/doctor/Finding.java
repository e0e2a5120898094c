package io.iclight.doctor;

import java.util.Objects;
import java.util.Optional;

/**
 * What was found about one part of a model.
 *
 * @param part what it is about, such as {@code unet}
 * @param found what is there
 * @param problem why it cannot be used, and what to do; empty if it can
 */
public record Finding(String part, String found, Optional<String> problem) {

    /** Checks the components. */
    public Finding {
        Objects.requireNonNull(part, "part");
        Objects.requireNonNull(found, "found");
        Objects.requireNonNull(problem, "problem");
    }

    static Finding of(String part, String found) {
        return new Finding(part, found, Optional.empty());
    }

    static Finding problem(String part, String found, String problem) {
        return new Finding(part, found, Optional.of(problem));
    }
}
