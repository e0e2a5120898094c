package io.iclight.io.hub;

/**
 * How far the download of a file is.
 *
 * @param repo the repository
 * @param path the file's path in it
 * @param receivedBytes how much is on disk, what an earlier attempt left there included; falls back to 0 if the server
 *     makes the download begin anew
 * @param totalBytes the file's length
 */
public record DownloadProgress(RepoId repo, String path, long receivedBytes, long totalBytes) {}
