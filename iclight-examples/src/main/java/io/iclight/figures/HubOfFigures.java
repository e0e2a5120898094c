package io.iclight.figures;

import com.google.common.hash.Hashing;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.iclight.io.hub.RepoId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A hub on this machine with a few small files, so that nothing has to be downloaded to show what downloading does. */
final class HubOfFigures implements AutoCloseable {

    private final HttpServer server;

    private HubOfFigures(HttpServer server) {
        this.server = server;
    }

    /** Serves files of a repository, each with its own name for content. */
    static HubOfFigures start(RepoId repo, List<String> files) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String commit = Hashing.sha256()
                .hashString(repo.id(), StandardCharsets.UTF_8)
                .toString()
                .substring(0, 40);
        server.createContext("/", exchange -> {
            try (exchange) {
                String path = exchange.getRequestURI().getPath();
                String file = path.substring(path.lastIndexOf('/') + 1);
                if (files.contains(file)) {
                    answer(exchange, commit, file.getBytes(StandardCharsets.UTF_8));
                } else {
                    exchange.sendResponseHeaders(404, -1);
                }
            }
        });
        server.start();
        return new HubOfFigures(server);
    }

    private static void answer(HttpExchange exchange, String commit, byte[] content) throws IOException {
        exchange.getResponseHeaders().set("X-Repo-Commit", commit);
        exchange.getResponseHeaders().set("ETag", "\"" + Hashing.sha256().hashBytes(content) + "\"");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(content.length));
            exchange.sendResponseHeaders(200, -1);
        } else {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        }
    }

    URI address() {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
