package io.iclight;

import java.util.concurrent.Executor;

/** The relighter that something about to be computed belongs to. */
interface Owner {

    /** Runs one relight after the other. */
    Executor thread();

    /** Counts the relights that run. */
    OpenRelights open();
}
