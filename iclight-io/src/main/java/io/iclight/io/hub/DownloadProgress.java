package io.iclight.io.hub;

import java.util.OptionalLong;

/**
 * How far the download of a file is.
 *
 * @param repo the repository
 * @param path the file's path in it
 * @param receivedBytes how much is on disk, what an earlier attempt left there included; falls back to 0 if the server
 *     makes the download begin anew
 * @param totalBytes the file's length; empty where the hub does not tell, as some mirrors do not for small files
 */
public record DownloadProgress(RepoId repo, String path, long receivedBytes, OptionalLong totalBytes) {}
