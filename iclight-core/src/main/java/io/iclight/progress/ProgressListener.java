package io.iclight.progress;

/** Is told how far a relight is. */
@FunctionalInterface
public interface ProgressListener {

    /** Does nothing. */
    ProgressListener NONE = progress -> {};

    /**
     * Takes note of progress: at the beginning of each stage and after each step, on the relight's own thread. What it
     * throws ends the relight and reaches the caller.
     *
     * @param progress how far the relight is
     */
    void onProgress(Progress progress);
}
