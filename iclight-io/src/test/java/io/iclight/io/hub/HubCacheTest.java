package io.iclight.io.hub;

import static io.iclight.io.hub.FakeHub.COMMIT;
import static io.iclight.io.hub.FakeHub.REPO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is in the cache, and what is not. */
class HubCacheTest extends FakeHubCase {

    private static final String LATER = "fedcba9876543210fedcba9876543210fedcba98";

    @Test
    void anExistingCacheIsUsedWithoutARequest() throws IOException {
        byte[] content = {1, 2, 3};
        write("blobs/some-etag", content);
        write("refs/main", COMMIT.getBytes());
        Path entry = repo().resolve("snapshots/" + COMMIT + "/unet/config.json");
        Files.createDirectories(entry.getParent());
        Files.createSymbolicLink(entry, Path.of("../../../blobs/some-etag"));

        for (HubSettings settings : new HubSettings[] {offline(), online()}) {
            Hub opened = Hub.open(settings);
            assertThat(opened.file(REPO, Revision.MAIN, "unet/config.json"))
                    .isEqualTo(entry)
                    .hasBinaryContent(content);
            assertThat(opened.file(REPO, new Revision(COMMIT), "unet/config.json"))
                    .isEqualTo(entry);
            assertThat(opened.snapshot(RepoFiles.of(REPO.id(), "unet/config.json")))
                    .isEqualTo(repo().resolve("snapshots/" + COMMIT));
        }
        assertThat(Hub.open(offline()).snapshot(RepoFiles.of(REPO.id(), "unet/*.json")))
                .isDirectory();
        assertThat(hub.requests()).isEmpty();
    }

    @Test
    void offlineWhatIsMissingIsNamedWithBothRemedies() throws IOException {
        hub.putSmall("config.json", new byte[10]);
        Path expected = repo().resolve("snapshots/main/config.json");

        assertThatExceptionOfType(OfflineException.class)
                .isThrownBy(() -> Hub.open(offline()).file(REPO, Revision.MAIN, "config.json"))
                .withMessageContaining(REPO.id())
                .withMessageContaining(cache.toString())
                .withMessageContaining("Downloads.ON")
                .withMessageContaining(
                        hub.address() + "/lllyasviel/ic-light/resolve/main/config.json and save it as " + expected);
        assertThatExceptionOfType(OfflineException.class)
                .isThrownBy(() -> Hub.open(forbidden()).snapshot(RepoFiles.of(REPO.id(), "a", "b")))
                .withMessageContaining("a, b are not in the cache")
                .withMessageContaining("unset HF_HUB_OFFLINE");
        assertThatExceptionOfType(OfflineException.class)
                .isThrownBy(() -> Hub.open(forbidden()).refresh(REPO, Revision.MAIN))
                .withMessageContaining("unset HF_HUB_OFFLINE");
        assertThat(hub.requests()).isEmpty();

        Files.createDirectories(expected.getParent());
        Files.write(expected, new byte[10]);
        assertThat(Hub.open(offline()).file(REPO, Revision.MAIN, "config.json")).isEqualTo(expected);
    }

    @Test
    void whatIsThereIsListedWithoutARequest() throws IOException {
        assertThat(Hub.open(offline()).cached()).isEmpty();
        hub.putSmall("unet/config.json", new byte[10]);
        hub.putLarge(PATH, new byte[30]);
        Hub online = Hub.open(settings(10_000, 0));
        assertThat(online.paths(REPO, Revision.MAIN)).containsExactly(PATH, "unet/config.json");
        online.file(REPO, Revision.MAIN, PATH);
        Files.createDirectories(cache.resolve("models--nobody--nothing"));
        Files.createDirectories(cache.resolve("datasets--owner--pictures/snapshots/x"));
        int requests = hub.requests().size();

        Hub offline = Hub.open(offline());
        assertThat(offline.cachedPaths(REPO, Revision.MAIN)).containsExactly(PATH);
        assertThat(offline.cachedPaths(REPO, new Revision("elsewhere"))).isEmpty();
        assertThat(offline.cached())
                .containsExactly(new CachedModel(REPO, FakeHub.COMMIT, Set.of("main"), Map.of(PATH, 30L)));
        assertThatExceptionOfType(OfflineException.class).isThrownBy(() -> offline.paths(REPO, Revision.MAIN));
        assertThat(hub.requests()).hasSize(requests);
    }

    @Test
    void aBranchStaysWhereItWasUntilItIsRefreshed() {
        hub.putSmall("config.json", new byte[] {1});
        hub.putSmall("other.json", new byte[] {2});
        Hub opened = Hub.open(online());
        Path first = opened.file(REPO, Revision.MAIN, "config.json");
        hub.putSmall("config.json", new byte[] {3});

        assertThat(opened.file(REPO, Revision.MAIN, "config.json"))
                .isEqualTo(first)
                .hasBinaryContent(new byte[] {1});
        assertThat(opened.file(REPO, Revision.MAIN, "other.json").getParent()).isEqualTo(first.getParent());
        assertThat(hub.requests().get(2).path()).contains("/resolve/" + COMMIT + "/");

        hub.moveMainTo(LATER);
        assertThat(opened.refresh(REPO, Revision.MAIN)).isEqualTo(LATER);
        assertThat(opened.file(REPO, Revision.MAIN, "config.json")).hasBinaryContent(new byte[] {3});
        assertThat(first).hasBinaryContent(new byte[] {1});
    }

    @Test
    void whatABranchLacksMayHaveComeSince() {
        hub.putSmall("config.json", new byte[] {1});
        Hub opened = Hub.open(online());
        opened.file(REPO, Revision.MAIN, "config.json");

        assertThatExceptionOfType(NotOnHubException.class)
                .isThrownBy(() -> opened.file(REPO, Revision.MAIN, "new.json"))
                .withMessageContaining("Hub.refresh");
    }

    @Test
    void globsAreExpandedFromTheListOfFiles() throws IOException {
        hub.putSmall("unet/config.json", new byte[] {1});
        hub.putLarge("unet/model.safetensors", new byte[] {2});
        hub.putSmall("vae/config.json", new byte[] {3});
        hub.putSmall("README.md", new byte[] {4});
        hub.putSmall("../escape.json", new byte[] {5});
        RepoFiles wanted = RepoFiles.of(REPO.id(), "unet/", "*.[jx]son");

        Path folder = Hub.open(online()).snapshot(wanted);

        assertThat(folder.resolve("unet/model.safetensors")).hasBinaryContent(new byte[] {2});
        assertThat(folder.resolve("vae/config.json")).hasBinaryContent(new byte[] {3});
        assertThat(folder.resolve("README.md")).doesNotExist();
        assertThat(folder.resolve("../escape.json")).doesNotExist();
        JsonObject tree = JsonReader.read(repo().resolve("trees/" + COMMIT + ".json"));
        assertThat(tree.keys()).as("in one order always").containsExactly("format_version", "files");
        assertThat(tree.integer("format_version")).isEqualTo(1);
        JsonObject file = tree.object("files").object("unet/config.json");
        assertThat(file.keys()).containsExactly("size", "blob_id");
        assertThat(file.integer("size")).isEqualTo(1);
        assertThat(file.string("blob_id")).hasSize(40);

        int requests = hub.requests().size();
        assertThat(Hub.open(online()).snapshot(wanted)).isEqualTo(folder);
        assertThat(hub.requests()).hasSize(requests);

        Files.delete(folder.resolve("vae/config.json"));
        assertThatExceptionOfType(OfflineException.class)
                .isThrownBy(() -> Hub.open(offline()).snapshot(wanted))
                .withMessageContaining("vae/config.json is not in the cache");
        assertThatExceptionOfType(NotOnHubException.class)
                .isThrownBy(() -> Hub.open(online()).snapshot(RepoFiles.of(REPO.id(), "nothing*")))
                .withMessageContaining("nothing*");
    }

    @Test
    void damageInTheCacheIsMended() throws IOException {
        hub.putSmall("config.json", new byte[] {1});
        write("refs/main", new byte[0]);
        write("trees/" + COMMIT + ".json", "{".getBytes());
        Path entry = repo().resolve("snapshots/" + COMMIT + "/config.json");
        Files.createDirectories(entry.getParent());
        Files.createSymbolicLink(entry, Path.of("../../blobs/deleted"));

        assertThat(Hub.open(online()).file(REPO, Revision.MAIN, "config.json"))
                .isEqualTo(entry)
                .hasBinaryContent(new byte[] {1});
        assertThat(Hub.open(offline()).snapshot(RepoFiles.of(REPO.id(), "*.json")))
                .isDirectory();
    }

    private HubSettings offline() {
        return HubSettings.of(cache).withEndpoint(hub.address());
    }

    private HubSettings online() {
        return offline().withDownloads();
    }

    private HubSettings forbidden() {
        return HubSettings.fromEnvironment(Map.of("HF_HUB_OFFLINE", "1"))
                .withCacheFolder(cache)
                .withDownloads();
    }

    private Path repo() {
        return cache.resolve("models--lllyasviel--ic-light");
    }

    private void write(String path, byte[] content) throws IOException {
        Path file = repo().resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }
}
