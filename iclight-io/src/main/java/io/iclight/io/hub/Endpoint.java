package io.iclight.io.hub;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The addresses of a hub. */
record Endpoint(URI base) {

    static void check(URI endpoint) {
        boolean http = "https".equalsIgnoreCase(endpoint.getScheme()) || "http".equalsIgnoreCase(endpoint.getScheme());
        if (!http || endpoint.getHost() == null) {
            throw new InvalidSettingException("the hub's endpoint (HF_ENDPOINT) must be an address of http or https, "
                    + "such as " + HubSettings.PUBLIC_ENDPOINT + ", was " + withoutSecrets(endpoint));
        }
        if (endpoint.getRawUserInfo() != null || endpoint.getRawQuery() != null || endpoint.getRawFragment() != null) {
            throw new InvalidSettingException("the hub's endpoint (HF_ENDPOINT) must have neither a user nor a query, "
                    + "found one after " + withoutSecrets(endpoint) + "; a token belongs into HF_TOKEN");
        }
    }

    /** Where a file's content is, or a redirect to it. */
    URI file(RepoId repo, String revision, RepoPath path) {
        return URI.create(root() + "/" + repo + "/resolve/" + escape(revision, "") + "/" + escape(path.path(), "/"));
    }

    /** What the hub knows about a revision: its commit and its files. */
    URI revision(RepoId repo, String revision) {
        return URI.create(root() + "/api/models/" + repo + "/revision/" + escape(revision, "") + "?blobs=true");
    }

    /** The page on which people find the files. */
    URI page(RepoId repo, String revision) {
        return URI.create(root() + "/" + repo + "/tree/" + escape(revision, ""));
    }

    /** Whether an address belongs to this hub, so that the token may be sent there. */
    boolean owns(URI address) {
        return base.getScheme().equalsIgnoreCase(address.getScheme())
                && base.getHost().equalsIgnoreCase(address.getHost())
                && port(base) == port(address);
    }

    /** An address as messages show it: what follows the path may be a signature. */
    static String withoutSecrets(URI address) {
        if (address.getHost() == null) {
            return "an address without a host";
        }
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port + address.getRawPath();
    }

    private String root() {
        return base.toString().replaceAll("/+$", "");
    }

    private static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    }

    private static String escape(String text, String kept) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (plain || "-_.~".indexOf(c) >= 0 || kept.indexOf(c) >= 0) {
                escaped.append(c);
            } else {
                escaped.append(String.format("%%%02X", (int) c));
            }
        }
        return escaped.toString();
    }

    @Override
    public String toString() {
        return root();
    }
}
