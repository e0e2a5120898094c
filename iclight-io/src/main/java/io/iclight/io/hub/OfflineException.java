package io.iclight.io.hub;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * A file is not in the cache, and nobody asked for downloads or the environment forbids them. The message says how to
 * ask, and where to put what was downloaded by hand.
 */
public final class OfflineException extends HubException {

    private static final long serialVersionUID = 1;

    private OfflineException(String message) {
        super(message);
    }

    static OfflineException missing(
            HubSettings settings, RepoId repo, Revision revision, List<String> missing, Path folder) {
        Endpoint endpoint = new Endpoint(settings.endpoint());
        boolean one = missing.size() == 1;
        boolean onePath = one && !PathPattern.parse(missing.get(0)).isGlob();
        URI source = onePath
                ? endpoint.file(repo, revision.name(), new RepoPath(missing.get(0)))
                : endpoint.page(repo, revision.name());
        String byHand = onePath
                ? source + " and save it as " + folder.resolve(missing.get(0))
                : "them from " + source + " and save them, under the same paths, in " + folder;
        return new OfflineException(repo + " (" + revision + "): " + String.join(", ", missing)
                + (one ? " is" : " are") + " not in the cache " + settings.cacheFolder() + ", and downloads are "
                + state(settings.downloads()) + ". Either " + remedy(settings.downloads()) + ", or download " + byHand);
    }

    static OfflineException cannotAsk(HubSettings settings, RepoId repo, Revision revision) {
        return new OfflineException("what " + revision + " of " + repo + " is today cannot be asked: downloads are "
                + state(settings.downloads()) + "; " + remedy(settings.downloads()));
    }

    private static String state(Downloads downloads) {
        return downloads == Downloads.FORBIDDEN ? "forbidden by HF_HUB_OFFLINE" : "off";
    }

    private static String remedy(Downloads downloads) {
        String ask = "ask for downloads (Downloads.ON, or --download on the command line)";
        return downloads == Downloads.FORBIDDEN ? "unset HF_HUB_OFFLINE and " + ask : ask;
    }
}
