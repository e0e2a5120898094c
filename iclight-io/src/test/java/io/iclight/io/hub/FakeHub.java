package io.iclight.io.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A hub on this machine: an endpoint and, on another port, the storage that it redirects to for large files. It answers
 * as the real one does unless it is told how to answer the next request.
 */
final class FakeHub implements AutoCloseable {

    static final RepoId REPO = RepoId.parse("lllyasviel/ic-light");

    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private static final String FILES = "/" + REPO + "/resolve/";

    /** A request as it arrived. */
    record Request(String method, String path, boolean atStorage, Optional<String> token, Optional<String> range) {}

    /** How to answer a request for content. */
    @FunctionalInterface
    interface Script {
        void answer(HttpExchange exchange, byte[] content, int offset) throws IOException;
    }

    private record Stored(byte[] content, boolean large) {

        String etag() {
            return large
                    ? hash("SHA-256", new byte[0], content)
                    : hash("SHA-1", ("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII), content);
        }
    }

    private final HttpServer endpoint;
    private final HttpServer storage;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, Stored> files = new ConcurrentHashMap<>();
    private final Queue<HttpHandler> heads = new ConcurrentLinkedQueue<>();
    private final Queue<Script> contents = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Optional<HttpHandler> allHeads = Optional.empty();
    private volatile Script always = FakeHub::serve;
    private volatile String commit = COMMIT;

    FakeHub() throws IOException {
        endpoint = start(this::answer);
        storage = start(this::store);
    }

    private HttpServer start(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                handler.handle(exchange);
            } catch (IOException clientWentAway) {
                // As clients do.
            }
        });
        server.start();
        return server;
    }

    URI address() {
        return address(endpoint);
    }

    private static URI address(HttpServer server) {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort());
    }

    /** Puts a file that git would keep itself. */
    String putSmall(String path, byte[] content) {
        return put(path, new Stored(content, false));
    }

    /** Puts a file that is stored outside of git. */
    String putLarge(String path, byte[] content) {
        return put(path, new Stored(content, true));
    }

    private String put(String path, Stored file) {
        files.put(path, file);
        return file.etag();
    }

    void moveMainTo(String commit) {
        this.commit = commit;
    }

    /** Says how to answer the next question about a file, once. */
    void nextHead(HttpHandler handler) {
        heads.add(handler);
    }

    /** Says how to answer all questions about files for which nothing else was said. */
    void everyHead(HttpHandler handler) {
        allHeads = Optional.of(handler);
    }

    /** Says how to answer the next request for content, once. */
    void nextContent(Script script) {
        contents.add(script);
    }

    /** Says how to answer all requests for content for which nothing else was said. */
    void everyContent(Script script) {
        always = script;
    }

    List<Request> requests() {
        return requests;
    }

    /** Waits until so many questions about files have come. */
    void awaitQuestions(int number) throws IOException {
        for (int wait = 0; wait < 3000; wait++) {
            if (requests.stream()
                            .filter(request -> request.method().equals("HEAD"))
                            .count()
                    >= number) {
                return;
            }
            pause(Duration.ofMillis(10));
        }
        throw new IOException("nobody asked");
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The requests for contents, where those are. */
    List<Request> contentRequests() {
        return requests.stream()
                .filter(request -> request.method().equals("GET") && !isRedirected(request))
                .toList();
    }

    private boolean isRedirected(Request request) {
        return !request.atStorage()
                && Optional.ofNullable(files.get(path(request.path())))
                        .filter(Stored::large)
                        .isPresent();
    }

    private static String path(String address) {
        return address.startsWith(FILES)
                ? URI.create(address.substring(FILES.length()).replaceFirst("[^/]*", ""))
                        .getPath()
                        .substring(1)
                : address;
    }

    private void note(HttpExchange exchange, boolean atStorage) {
        requests.add(new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                atStorage,
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"))));
    }

    private void answer(HttpExchange exchange) throws IOException {
        note(exchange, false);
        String address = exchange.getRequestURI().getRawPath();
        boolean head = exchange.getRequestMethod().equals("HEAD");
        Optional<HttpHandler> told = head ? Optional.ofNullable(heads.poll()).or(() -> allHeads) : Optional.empty();
        if (told.isPresent()) {
            told.get().handle(exchange);
        } else if (address.startsWith("/api/models/" + REPO + "/revision/")) {
            send(exchange, listing().getBytes(StandardCharsets.UTF_8));
        } else if (files.containsKey(path(address))) {
            answer(exchange, files.get(path(address)));
        } else {
            exchange.getResponseHeaders().set("X-Error-Code", "EntryNotFound");
            exchange.sendResponseHeaders(404, -1);
        }
    }

    private void answer(HttpExchange exchange, Stored file) throws IOException {
        exchange.getResponseHeaders().set("X-Repo-Commit", commit);
        if (file.large()) {
            exchange.getResponseHeaders().set("X-Linked-Etag", "\"" + file.etag() + "\"");
            exchange.getResponseHeaders().set("X-Linked-Size", String.valueOf(file.content().length));
            exchange.getResponseHeaders().set("ETag", "\"the redirect's own\"");
            String location = address(storage) + "/" + file.etag() + "?signature=x";
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(302, -1);
            return;
        }
        exchange.getResponseHeaders().set("ETag", "\"" + file.etag() + "\"");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(file.content().length));
            exchange.sendResponseHeaders(200, -1);
        } else {
            content(exchange, file);
        }
    }

    private void store(HttpExchange exchange) throws IOException {
        note(exchange, true);
        exchange.getResponseHeaders().set("ETag", "\"the storage's own\"");
        String etag = exchange.getRequestURI().getRawPath().substring(1);
        content(
                exchange,
                files.values().stream()
                        .filter(file -> file.etag().equals(etag))
                        .findFirst()
                        .orElseThrow());
    }

    private void content(HttpExchange exchange, Stored file) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        int offset = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        Optional.ofNullable(contents.poll()).orElse(always).answer(exchange, file.content(), offset);
    }

    private String listing() {
        String siblings = files.entrySet().stream()
                .map(file -> "{\"rfilename\": \"" + file.getKey() + "\", \"blobId\": \""
                        + file.getValue().etag() + "\", \"size\": "
                        + file.getValue().content().length + "}")
                .collect(Collectors.joining(", "));
        return "{\"id\": \"" + REPO + "\", \"sha\": \"" + commit + "\", \"siblings\": [" + siblings + "]}";
    }

    /** As it should be. */
    static void serve(HttpExchange exchange, byte[] content, int offset) throws IOException {
        if (offset >= content.length && offset > 0) {
            exchange.sendResponseHeaders(416, -1);
        } else if (offset > 0) {
            begin(exchange, content, offset);
            exchange.getResponseBody().write(content, offset, content.length - offset);
        } else {
            send(exchange, content);
        }
    }

    /** The headers of a part. */
    private static OutputStream begin(HttpExchange exchange, byte[] content, int offset) throws IOException {
        if (offset > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + offset + "-" + (content.length - 1) + "/" + content.length);
        }
        exchange.sendResponseHeaders(offset > 0 ? 206 : 200, content.length - offset);
        return exchange.getResponseBody();
    }

    static void send(HttpExchange exchange, byte[] content) throws IOException {
        exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
        if (content.length > 0) {
            exchange.getResponseBody().write(content);
        }
    }

    /** Half of what is left comes, and the connection ends. */
    static void truncate(HttpExchange exchange, byte[] content, int offset) throws IOException {
        begin(exchange, content, offset).write(content, offset, (content.length - offset) / 2);
    }

    /** Half of the content comes, and then nothing, however often the rest is asked for. */
    void stall(HttpExchange exchange, byte[] content, int offset) throws IOException {
        OutputStream body = begin(exchange, content, offset);
        body.write(content, offset, Math.max(0, content.length / 2 - offset));
        body.flush();
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As many bytes as there should be, the last of them wrong. */
    static void lie(HttpExchange exchange, byte[] content, int offset) throws IOException {
        byte[] wrong = content.clone();
        wrong[wrong.length - 1] ^= 1;
        serve(exchange, wrong, offset);
    }

    /** Answers with a status, an {@code x-error-code}, and any other headers in pairs. */
    static HttpHandler status(int status, String code, String... headers) {
        return exchange -> {
            exchange.getResponseHeaders().set("X-Error-Code", code);
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    private static String hash(String algorithm, byte[] prefix, byte[] content) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            digest.update(prefix);
            return HexFormat.of().formatHex(digest.digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        endpoint.stop(0);
        storage.stop(0);
        threads.shutdownNow();
    }
}
