package io.iclight.request;

import io.iclight.io.json.JsonObject;
import java.util.Set;

/** Checks of a request's values; each message names the value, its range, and what it was. */
final class Requirement {

    private Requirement() {}

    static void inRange(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new InvalidRequestException(name + " must be in " + least + ".." + most + ", was " + value);
        }
    }

    static void inRange(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new InvalidRequestException(name + " must be in " + least + ".." + most + ", was " + value);
        }
    }

    static void fraction(String name, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new InvalidRequestException(name + " must be above 0 and at most 1, was " + value);
        }
    }

    static void multiple(String name, int value, int of) {
        if (value % of != 0) {
            throw new InvalidRequestException(name + " must be a multiple of " + of + ", was " + value + "; "
                    + (value - value % of) + " or " + (value - value % of + of) + " would do");
        }
    }

    static void known(String what, JsonObject json, Set<String> keys) {
        if (!keys.containsAll(json.keys())) {
            throw new InvalidRequestException(
                    what + " has " + String.join(", ", keys) + ", found " + String.join(", ", json.keys()));
        }
    }

    static void given(String name, Object value) {
        if (value == null) {
            throw new InvalidRequestException(name + " must be given, was null");
        }
    }
}
