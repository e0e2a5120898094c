package io.iclight.examples;

import io.iclight.Relighter;
import io.iclight.io.hub.CachedModel;
import io.iclight.io.hub.Downloads;
import io.iclight.io.hub.Hub;
import io.iclight.io.hub.HubSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Relights with models that are named by their ids on the Hugging Face hub, from a cache that is filled by hand. */
public final class HubModels {

    private static final String BASE = "stablediffusionapi/realistic-vision-v51";
    private static final String OFFSETS = "lllyasviel/ic-light";
    private static final String OFFSET = "iclight_sd15_fc.safetensors";

    private HubModels() {}

    /**
     * Fills a cache as somebody without a connection would, and relights a photo with ids alone.
     *
     * @param args the checkpoint's folder, IC-Light's offset, the photo, the picture to write, and the cache's folder
     * @throws IOException if the cache cannot be written
     */
    public static void main(String... args) throws IOException {
        Path cache = Path.of(args[4]);
        copy(Path.of(args[0]), snapshot(cache, BASE));
        Files.copy(Path.of(args[1]), snapshot(cache, OFFSETS).resolve(OFFSET));

        HubSettings settings = HubSettings.of(cache);
        for (CachedModel model : Hub.open(settings).cached()) {
            System.out.println(model.repo() + ": " + model.files().keySet());
        }
        try (Relighter relighter = Relighter.builder()
                .hub(settings)
                // Downloads.ON would fetch what is missing, and tell the listener.
                .downloads(Downloads.OFF)
                .onDownload(progress -> System.out.println(progress.path() + ": " + progress.receivedBytes()))
                .model(BASE)
                .iclight(OFFSETS, OFFSET)
                .build()) {
            relighter
                    .relight(Path.of(args[2]))
                    .prompt("beautiful woman, neon light, city")
                    .size(128, 128)
                    .steps(2)
                    .run()
                    .write(Path.of(args[3]));
        }
    }

    /** Where files belong that were downloaded in a browser. */
    private static Path snapshot(Path cache, String id) throws IOException {
        return Files.createDirectories(cache.resolve("models--" + id.replace("/", "--") + "/snapshots/main"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            List<Path> files = paths.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }
}
