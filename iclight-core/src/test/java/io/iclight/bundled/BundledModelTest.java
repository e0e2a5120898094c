package io.iclight.bundled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.io.json.JsonReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledModelTest {

    /** A resource of the tests: {@code config.json} and {@code unet/weights.bin}. */
    private static final BundledModel MODEL = new BundledModel("two-files");

    @TempDir
    private Path temporary;

    private ModelCache cache() {
        return new ModelCache(temporary.resolve("not/there/yet"));
    }

    @Test
    void aModelIsUnpackedOnce() throws Exception {
        Path folder = MODEL.folder(cache());
        assertThat(folder.resolve("unet/weights.bin")).hasContent("weights");
        assertThat(folder.resolve("config.json")).hasContent("{}");
        FileTime first = FileTime.fromMillis(1000);
        Files.setLastModifiedTime(folder.resolve("config.json"), first);

        assertThat(MODEL.folder(cache())).isEqualTo(folder);
        assertThat(Files.getLastModifiedTime(folder.resolve("config.json"))).isEqualTo(first);
        assertThat(entries(cache().folder())).containsExactly(folder);
    }

    @Test
    void whatWasDamagedSinceIsUnpackedAgain() throws Exception {
        Path folder = MODEL.folder(cache());
        Files.writeString(folder.resolve("unet/weights.bin"), "WEIGHTS");
        assertThat(MODEL.folder(cache()).resolve("unet/weights.bin")).hasContent("weights");
        Files.delete(folder.resolve("config.json"));
        assertThat(MODEL.folder(cache()).resolve("config.json")).hasContent("{}");
        assertThat(entries(cache().folder())).containsExactly(folder);
    }

    @Test
    void manyAtOnceGetOneFolder() throws Exception {
        Set<Path> folders = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 16).parallel().forEach(i -> folders.add(MODEL.folder(cache())));
        assertThat(folders).hasSize(1);
        assertThat(entries(cache().folder())).containsExactlyElementsOf(folders);
    }

    @Test
    void aModelThatIsNotThereIsSaidToBe() {
        BundledModel other = new BundledModel("no-such-model");
        assertThat(other.isPresent()).isFalse();
        assertThat(MODEL.isPresent()).isTrue();
        assertThatThrownBy(() -> other.folder(cache()))
                .isInstanceOf(BundledModelException.class)
                .hasMessageContaining("no-such-model");
    }

    @Test
    void aFolderThatCannotBeMadeIsNamedWithTheRemedy() throws Exception {
        Path file = Files.writeString(temporary.resolve("file"), "no folder");
        assertThatThrownBy(() -> MODEL.folder(new ModelCache(file)))
                .isInstanceOf(BundledModelException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("-Diclight.cache=");
    }

    @Test
    void listsHoldWhatIsInAFolder() throws Exception {
        Path folder = MODEL.folder(cache());
        FileList list = FileList.of(folder);
        assertThat(list.files()).extracting(FileList.Entry::path).containsExactly("config.json", "unet/weights.bin");
        assertThat(list.bytes()).isEqualTo(9);
        assertThat(FileList.of(JsonReader.parse(list.json(), "a list"))).isEqualTo(list);
        assertThatThrownBy(() -> new FileList.Entry("../elsewhere", 1, "00")).isInstanceOf(BundledModelException.class);
    }

    @Test
    void cachesAreWhereThePlatformHasThem() {
        assertThat(cacheOn("Linux", Map.of())).isEqualTo(Path.of("/home/me/.cache/iclight"));
        assertThat(cacheOn("Linux", Map.of("XDG_CACHE_HOME", "/fast"))).isEqualTo(Path.of("/fast/iclight"));
        assertThat(cacheOn("Mac OS X", Map.of("XDG_CACHE_HOME", "/fast")))
                .isEqualTo(Path.of("/home/me/Library/Caches/iclight"));
        assertThat(cacheOn("Windows 11", Map.of())).isEqualTo(Path.of("/home/me/AppData/Local/iclight"));
    }

    private static Path cacheOn(String system, Map<String, String> environment) {
        Map<String, String> properties = Map.of("os.name", system, "user.home", "/home/me");
        return ModelCache.of(properties::get, environment::get).folder();
    }

    private static List<Path> entries(Path folder) throws Exception {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }
}
