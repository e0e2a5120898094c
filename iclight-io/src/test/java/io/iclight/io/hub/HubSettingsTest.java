package io.iclight.io.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, settings and the environment. */
class HubSettingsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HOME=/h                                           | /h/.cache/huggingface/hub",
                "HOME=/h XDG_CACHE_HOME=/x                         | /x/huggingface/hub",
                "HOME=/h XDG_CACHE_HOME=/x HF_HOME=/f              | /f/hub",
                "HF_HOME=/f HUGGINGFACE_HUB_CACHE=/old             | /old",
                "HF_HOME=/f HUGGINGFACE_HUB_CACHE=/old HF_HUB_CACHE=/c | /c",
                "HOME=/h HF_HUB_CACHE=~/c                          | /h/c",
                "HOME=/h HF_HUB_CACHE=                             | /h/.cache/huggingface/hub",
                "DATA=/d HF_HOME=${DATA}/$NOT_SET                  | /d/$NOT_SET/hub"
            })
    void theCacheFolderIsThatOfHuggingfaceHub(String variables, String folder) {
        assertThat(HubSettings.fromEnvironment(environment(variables)).cacheFolder())
                .isEqualTo(Path.of(folder));
    }

    @Test
    void everyVariableIsRead() {
        HubSettings settings = HubSettings.fromEnvironment(environment("HF_HOME=/f HF_ENDPOINT=https://mirror.example/ "
                + "HF_TOKEN=hf_a HF_HUB_OFFLINE=yes HF_HUB_DISABLE_SYMLINKS=1 HF_HUB_ETAG_TIMEOUT=3 "
                + "HF_HUB_DOWNLOAD_TIMEOUT=30"));

        assertThat(settings.endpoint()).isEqualTo(URI.create("https://mirror.example"));
        assertThat(settings.credentials().token()).isEqualTo(HubToken.parse("hf_a"));
        assertThat(settings.credentials().file()).contains(Path.of("/f/token"));
        assertThat(settings.downloads()).isEqualTo(Downloads.FORBIDDEN);
        assertThat(settings.withDownloads().downloads()).isEqualTo(Downloads.FORBIDDEN);
        assertThat(settings.entries()).isEqualTo(SnapshotEntries.FILES);
        assertThat(settings.limits().metadataTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.limits().stallTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(HubSettings.fromEnvironment(environment("HF_TOKEN=a HF_HUB_DISABLE_IMPLICIT_TOKEN=1"))
                        .credentials())
                .isEqualTo(HubCredentials.NONE);
        assertThat(HubSettings.fromEnvironment(Map.of()).downloads()).isEqualTo(Downloads.OFF);
    }

    @Test
    void olderNamesAreReadWhereNewOnesAreNotSet() {
        HubSettings old =
                HubSettings.fromEnvironment(environment("TRANSFORMERS_OFFLINE=1 HUGGING_FACE_HUB_TOKEN=hf_b"));
        assertThat(old.downloads()).isEqualTo(Downloads.FORBIDDEN);
        assertThat(old.credentials().token()).isEqualTo(HubToken.parse("hf_b"));
        assertThat(HubSettings.fromEnvironment(environment("HF_TOKEN=hf_a HUGGING_FACE_HUB_TOKEN=hf_b"))
                        .credentials()
                        .token())
                .isEqualTo(HubToken.parse("hf_a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HF_ENDPOINT=ftp://x",
                "HF_ENDPOINT=mirror",
                "HF_ENDPOINT=https://a:b@x",
                "HF_ENDPOINT=http://^",
                "HF_HUB_ETAG_TIMEOUT=soon",
                "HF_TOKEN=a\u0007b"
            })
    void whatCannotBeReadIsNamed(String variable) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> HubSettings.fromEnvironment(environment(variable)))
                .withMessageContaining(variable.substring(0, variable.indexOf('=')))
                .withMessageNotContainingAny("a:b", "a\u0007b");
    }

    @Test
    void theTokenIsReadFromItsFileAndNeverShown(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("token");
        HubSettings settings = HubSettings.fromEnvironment(Map.of("HF_HOME", folder.toString()));
        assertThat(settings.credentials().find()).isEmpty();

        Files.writeString(file, "hf_secret\r\n");
        assertThat(settings.credentials().find()).isEqualTo(HubToken.parse("hf_secret"));
        assertThat(settings.credentials().find().toString()).doesNotContain("secret");
        HubSettings given = settings.withToken(HubToken.parse("hf_secret").orElseThrow());
        assertThat(given + " " + Hub.open(given)).doesNotContain("secret");

        Files.writeString(file, "hf_secret\nhf_secret");
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> settings.credentials().find())
                .withMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt2", "lllyasviel/ic-light", "briaai/RMBG-1.4", "a/b_c.d-e"})
    void namesOfRepositoriesAreAccepted(String id) {
        assertThat(RepoId.parse(id)).hasToString(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "a/",
                "/b",
                "a/b/c",
                "a--b",
                "a..b",
                "../b",
                ".a",
                "a/-b",
                "a/b.git",
                "a b",
                "https://huggingface.co/a/b",
                "a\\b",
                "ä/b"
            })
    void otherNamesAreNot(String id) {
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> RepoId.parse(id))
                .withMessageContaining("organisation/name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/etc/passwd", "a//b", "a/../b", "..", "./a", "a/", "C:/a", "a/C:b", "a\\b", "a\nb"})
    void pathsAndRevisionsStayBelowTheCache(String path) {
        assertThatExceptionOfType(InvalidNameException.class).isThrownBy(() -> new RepoPath(path));
        assertThatExceptionOfType(InvalidNameException.class).isThrownBy(() -> new Revision(path));
    }

    @ParameterizedTest
    @CsvSource({
        "*.json, unet/config.json, true",
        "unet/, unet/a/b, true",
        "unet/, vae/a, false",
        "a?c, abc, true",
        "a?c, ac, false",
        "[ab].txt, b.txt, true",
        "[!ab].txt, b.txt, false",
        "[!a]x, ^x, true",
        "[]]x, ]x, true",
        "[a-c]x, bx, true",
        "[a, [a, true",
        "*.(x), a.(x), true",
        "A*, abc, false"
    })
    void globsAreThoseOfPython(String pattern, String path, boolean matches) {
        assertThat(PathPattern.parse(pattern).matches(path)).isEqualTo(matches);
    }

    @Test
    void gitsHashIsThatOfGit(@TempDir Path folder) throws IOException {
        ETag tag = ETag.parse("W/\"b45ef6fec89518d314f546fd6c3025367b721684\"").orElseThrow();

        assertThat(tag.of(Files.writeString(folder.resolve("hello"), "Hello, World!")))
                .isEqualTo(tag);
    }

    @Test
    void wellKnownModelsCanBeAskedFor() {
        assertThatNoException().isThrownBy(() -> {
            for (WellKnownModel model : WellKnownModel.values()) {
                model.files().at(new Revision("0".repeat(40)));
            }
        });
    }

    private static Map<String, String> environment(String variables) {
        Map<String, String> environment = new HashMap<>();
        for (String variable : variables.split(" +")) {
            environment.put(
                    variable.substring(0, variable.indexOf('=')), variable.substring(variable.indexOf('=') + 1));
        }
        return environment;
    }
}
