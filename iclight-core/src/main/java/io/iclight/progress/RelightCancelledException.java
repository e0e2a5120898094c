package io.iclight.progress;

import java.util.concurrent.CancellationException;

/** A relight ended because it was cancelled, or because its thread was interrupted. */
public final class RelightCancelledException extends CancellationException {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param stage what was being done
     */
    public RelightCancelledException(Stage stage) {
        super("the relight was cancelled during " + stage);
    }
}
