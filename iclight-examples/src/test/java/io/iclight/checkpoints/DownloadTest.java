package io.iclight.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.iclight.io.hub.DownloadProgress;
import io.iclight.io.hub.Hub;
import io.iclight.io.hub.HubSettings;
import io.iclight.models.checkpoint.ModelFiles;
import io.iclight.models.checkpoint.ModelSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An id that is not in the cache, from a hub on this machine: of all weights that a repository has, one set comes. */
class DownloadTest {

    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private static final List<String> FILES = List.of(
            "unet/config.json",
            "unet/diffusion_pytorch_model.bin",
            "unet/diffusion_pytorch_model.safetensors",
            "unet/diffusion_pytorch_model.fp16.safetensors",
            "unet/diffusion_pytorch_model.non_ema.safetensors",
            "vae/config.json",
            "vae/diffusion_pytorch_model.fp16.safetensors",
            "text_encoder/config.json",
            "text_encoder/model.safetensors.index.json",
            "text_encoder/model-00001-of-00002.safetensors",
            "text_encoder/model-00002-of-00002.safetensors",
            "text_encoder/model.fp16-00001-of-00001.safetensors",
            "tokenizer/vocab.json",
            "tokenizer/merges.txt",
            "scheduler/scheduler_config.json",
            "model.ckpt");

    @Test
    void oneSetOfWeightsOfEachModelComes(@TempDir Path cache) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", DownloadTest::answer);
        server.start();
        try {
            URI endpoint =
                    URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                            + server.getAddress().getPort());
            List<DownloadProgress> progress = new ArrayList<>();
            HubSettings settings = HubSettings.of(cache).withEndpoint(endpoint).withDownloads();
            Path folder = new ModelFiles(Hub.open(settings, progress::add)).checkpoint(ModelSource.hub("owner/model"));
            try (Stream<Path> files = Files.walk(folder)) {
                assertThat(files.filter(Files::isRegularFile)
                                .map(file -> folder.relativize(file).toString()))
                        .containsExactlyInAnyOrder(
                                "unet/config.json",
                                "unet/diffusion_pytorch_model.safetensors",
                                "vae/config.json",
                                "vae/diffusion_pytorch_model.fp16.safetensors",
                                "text_encoder/config.json",
                                "text_encoder/model.safetensors.index.json",
                                "text_encoder/model-00001-of-00002.safetensors",
                                "text_encoder/model-00002-of-00002.safetensors",
                                "tokenizer/vocab.json",
                                "tokenizer/merges.txt",
                                "scheduler/scheduler_config.json");
            }
            assertThat(progress).extracting(DownloadProgress::path).contains("unet/config.json");
            server.stop(0);
            // What is in the cache needs no hub.
            assertThat(new ModelFiles(Hub.open(settings)).checkpoint(ModelSource.hub("owner/model")))
                    .isEqualTo(folder);
        } finally {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] content = (path.startsWith("/api/") ? listing() : path).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("X-Repo-Commit", COMMIT);
            exchange.getResponseHeaders().set("ETag", "\"" + hash(content) + "\"");
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", String.valueOf(content.length));
                exchange.sendResponseHeaders(200, -1);
            } else {
                exchange.sendResponseHeaders(200, content.length);
                exchange.getResponseBody().write(content);
            }
        }
    }

    private static String hash(byte[] content) {
        return Hashing.sha256().hashBytes(content).toString();
    }

    private static String listing() {
        String siblings =
                FILES.stream().map(path -> "{\"rfilename\": \"" + path + "\"}").collect(Collectors.joining(", "));
        return "{\"id\": \"owner/model\", \"sha\": \"" + COMMIT + "\", \"siblings\": [" + siblings + "]}";
    }
}
