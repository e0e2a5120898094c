package io.iclight.figures;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.iclight.drawing.Svg;
import io.iclight.drawing.Svg.Anchor;
import io.iclight.drawing.Svg.Face;
import io.iclight.io.hub.Hub;
import io.iclight.io.hub.HubSettings;
import io.iclight.io.hub.RepoId;
import io.iclight.io.hub.Revision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What lies in the hub's cache after two downloads. */
final class CacheFigure {

    private static final RepoId REPO = RepoId.parse("lllyasviel/ic-light");
    private static final List<String> WANTED = List.of("iclight_sd15_fc.safetensors", "iclight_sd15_fbc.safetensors");
    private static final int ROW = 24;
    private static final int LEFT = 24;
    private static final int INDENT = 26;
    private static final int REMARKS = 560;
    private static final int HASH = 12;

    /** A line of the tree. */
    private record Entry(Path path, boolean folder, String target) {}

    private CacheFigure() {}

    static String draw() {
        try {
            Path cache = Files.createTempDirectory("iclight-figure");
            try (HubOfFigures hub = HubOfFigures.start(REPO, WANTED)) {
                Hub client = Hub.open(
                        HubSettings.of(cache).withEndpoint(hub.address()).withDownloads());
                WANTED.forEach(path -> client.file(REPO, Revision.MAIN, path));
                return draw(entries(cache.resolve("models--" + REPO.id().replace("/", "--"))));
            } finally {
                MoreFiles.deleteRecursively(cache, RecursiveDeleteOption.ALLOW_INSECURE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the cache cannot be made in a temporary folder: " + e, e);
        }
    }

    private static List<Entry> entries(Path repo) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(repo)) {
            for (Path path : paths.sorted().toList()) {
                String target = Files.isSymbolicLink(path)
                        ? Files.readSymbolicLink(path).toString()
                        : path.getParent().endsWith("refs") ? Files.readString(path) : "";
                entries.add(new Entry(repo.getParent().relativize(path), Files.isDirectory(path), target));
            }
        }
        return entries;
    }

    private static String draw(List<Entry> entries) {
        Svg page = new Svg(980, 30 + entries.size() * ROW + 10);
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            double y = 36 + i * ROW;
            double x = LEFT + INDENT * (entry.path().getNameCount() - 1);
            String name = shortened(entry.path().getFileName().toString());
            page.text(
                    x,
                    y,
                    Face.CODE,
                    Anchor.START,
                    entry.folder() ? Svg.INK : Svg.BLUE,
                    entry.folder() ? name + "/" : name);
            if (!entry.target().isEmpty()) {
                page.text(330, y, Face.CODE, Anchor.START, Svg.ORANGE, "→ " + shortened(entry.target()));
            }
            page.text(REMARKS, y, Face.PLAIN, Anchor.START, Svg.FAINT, remark(entry.path()));
        }
        return page.document();
    }

    private static String remark(Path path) {
        if (path.getNameCount() != 2) {
            return path.getNameCount() == 1 ? "a repository, under its id" : "";
        }
        return switch (path.getFileName().toString()) {
            case "blobs" -> "contents, under their hashes";
            case "refs" -> "which commit a branch was when it was first asked for";
            case "snapshots" -> "a commit's files, as links to contents";
            case "trees" -> "a commit's list of files";
            default -> "";
        };
    }

    /** Hashes by what they begin with. */
    private static String shortened(String name) {
        return name.replaceAll("([0-9a-f]{" + HASH + "})[0-9a-f]{20,}", "$1…");
    }
}
