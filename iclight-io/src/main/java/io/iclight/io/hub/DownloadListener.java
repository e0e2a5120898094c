package io.iclight.io.hub;

/** Is told how far a download is. */
@FunctionalInterface
public interface DownloadListener {

    /** Does nothing. */
    DownloadListener NONE = progress -> {};

    /**
     * Takes note of progress: when a file begins, after each mebibyte and when all is received, on the thread that asked
     * for the file. What it throws ends the download and reaches the caller; what was received is kept for the next try.
     *
     * @param progress how far the download is
     */
    void onProgress(DownloadProgress progress);
}
