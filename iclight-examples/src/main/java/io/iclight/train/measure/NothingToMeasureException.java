package io.iclight.train.measure;

/** A folder has nothing that can be measured; the message names it, and says what was expected and what to do. */
public final class NothingToMeasureException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NothingToMeasureException(String message) {
        super(message);
    }
}
