package io.iclight.io.machine;

import java.util.Objects;
import java.util.Optional;

/**
 * One thing about the machine.
 *
 * @param name what it is about, one word
 * @param value how it is
 * @param advice what to do where something is off
 */
public record MachineFact(String name, String value, Optional<String> advice) {

    /** Checks the components. */
    public MachineFact {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(advice, "advice");
    }

    static MachineFact of(String name, String value) {
        return new MachineFact(name, value, Optional.empty());
    }

    static MachineFact of(String name, String value, String advice) {
        return new MachineFact(name, value, Optional.of(advice));
    }
}
