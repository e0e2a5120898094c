package io.iclight.io.hub;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Which cache and which hub to use, and how.
 *
 * @param cacheFolder the folder that holds {@code models--ORGANISATION--NAME}; need not exist
 * @param endpoint the hub: {@code https://huggingface.co}, or a mirror
 * @param credentials the token
 * @param downloads whether requests may be made
 * @param entries what to put under {@code snapshots/}
 * @param limits timeouts and retries
 */
public record HubSettings(
        Path cacheFolder,
        URI endpoint,
        HubCredentials credentials,
        Downloads downloads,
        SnapshotEntries entries,
        TransferLimits limits) {

    /** The public hub. */
    public static final URI PUBLIC_ENDPOINT = URI.create("https://huggingface.co");

    /**
     * Checks the endpoint.
     *
     * @throws InvalidSettingException if it is no address of http or https
     */
    public HubSettings {
        cacheFolder = cacheFolder.toAbsolutePath();
        Endpoint.check(endpoint);
    }

    /**
     * Makes settings for a cache folder, without a token, on the public hub, with downloads off.
     *
     * @param cacheFolder the cache folder; need not exist
     * @return the settings
     */
    public static HubSettings of(Path cacheFolder) {
        return new HubSettings(
                cacheFolder,
                PUBLIC_ENDPOINT,
                HubCredentials.NONE,
                Downloads.OFF,
                SnapshotEntries.LINKS,
                TransferLimits.DEFAULT);
    }

    /**
     * Makes the settings that huggingface_hub would have, with downloads off.
     *
     * <p>Read are {@code HF_HUB_CACHE} (or {@code HUGGINGFACE_HUB_CACHE}; by default {@code hub} below {@code HF_HOME},
     * which is by default {@code huggingface} below {@code XDG_CACHE_HOME}, which is by default {@code ~/.cache}),
     * {@code HF_ENDPOINT}, {@code HF_TOKEN} (or {@code HUGGING_FACE_HUB_TOKEN}), {@code HF_TOKEN_PATH} (by default
     * {@code token} below {@code HF_HOME}), {@code HF_HUB_DISABLE_IMPLICIT_TOKEN}, {@code HF_HUB_OFFLINE} (or
     * {@code TRANSFORMERS_OFFLINE}), {@code HF_HUB_DISABLE_SYMLINKS}, and {@code HF_HUB_ETAG_TIMEOUT} and
     * {@code HF_HUB_DOWNLOAD_TIMEOUT} in seconds. In paths {@code ~}, {@code $NAME} and {@code ${NAME}} are replaced; a
     * variable that is empty counts as not set.
     *
     * @param environment as {@link System#getenv()} returns it
     * @return the settings
     * @throws InvalidSettingException if a variable cannot be read; the message names it
     */
    public static HubSettings fromEnvironment(Map<String, String> environment) {
        return new HubEnvironment(environment).settings();
    }

    /**
     * Asks for downloads. Where the environment forbids them they stay forbidden.
     *
     * @return the settings with {@link Downloads#ON}, or these if downloads are {@link Downloads#FORBIDDEN}
     */
    public HubSettings withDownloads() {
        return withDownloads(Downloads.ON);
    }

    /**
     * Says whether downloads are wanted. Where the environment forbids them they stay forbidden.
     *
     * @param wanted on, off, or forbidden
     * @return the changed settings, or these if downloads are {@link Downloads#FORBIDDEN}
     */
    public HubSettings withDownloads(Downloads wanted) {
        return downloads == Downloads.FORBIDDEN
                ? this
                : new HubSettings(cacheFolder, endpoint, credentials, wanted, entries, limits);
    }

    /**
     * Changes the cache folder.
     *
     * @param cacheFolder the folder that holds {@code models--ORGANISATION--NAME}; need not exist
     * @return the changed settings
     */
    public HubSettings withCacheFolder(Path cacheFolder) {
        return new HubSettings(cacheFolder, endpoint, credentials, downloads, entries, limits);
    }

    /**
     * Changes the hub.
     *
     * @param endpoint the address, of http or https
     * @return the changed settings
     */
    public HubSettings withEndpoint(URI endpoint) {
        return new HubSettings(cacheFolder, endpoint, credentials, downloads, entries, limits);
    }

    /**
     * Changes the token.
     *
     * @param token the token
     * @return the changed settings
     */
    public HubSettings withToken(HubToken token) {
        HubCredentials given = new HubCredentials(Optional.of(token), Optional.empty());
        return new HubSettings(cacheFolder, endpoint, given, downloads, entries, limits);
    }

    /**
     * Changes what stands under {@code snapshots/}.
     *
     * @param entries links or files
     * @return the changed settings
     */
    public HubSettings withEntries(SnapshotEntries entries) {
        return new HubSettings(cacheFolder, endpoint, credentials, downloads, entries, limits);
    }

    /**
     * Changes timeouts and retries.
     *
     * @param limits the limits
     * @return the changed settings
     */
    public HubSettings withLimits(TransferLimits limits) {
        return new HubSettings(cacheFolder, endpoint, credentials, downloads, entries, limits);
    }
}
