package io.iclight.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.io.hub.Hub;
import io.iclight.io.hub.HubSettings;
import io.iclight.io.hub.OfflineException;
import io.iclight.io.hub.RepoId;
import io.iclight.io.hub.Revision;
import io.iclight.io.weights.WeightsException;
import io.iclight.models.checkpoint.ModelFiles;
import io.iclight.models.checkpoint.ModelSource;
import io.iclight.models.checkpoint.ModelSource.OnDisk;
import io.iclight.models.checkpoint.ModelSource.OnHub;
import io.iclight.models.folder.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids and paths become files, from a cache as huggingface_hub fills it. */
class ModelFilesTest {

    @TempDir
    private Path cache;

    private ModelFiles files;

    @BeforeEach
    void open() {
        files = new ModelFiles(Hub.open(HubSettings.of(cache)));
    }

    private Path put(String repo, String path) throws IOException {
        Path file = cache.resolve("models--" + repo.replace("/", "--") + "/snapshots/main/" + path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }

    @ParameterizedTest
    @CsvSource({
        "owner/name, owner/name, main, ",
        "owner/name@v1.0, owner/name, v1.0, ",
        "owner/name/folder/file.safetensors, owner/name, main, folder/file.safetensors",
        "owner/name@abc/file.safetensors, owner/name, abc, file.safetensors"
    })
    void idsAreRead(String text, String repo, String revision, String file) {
        OnHub expected = new OnHub(RepoId.parse(repo), new Revision(revision), Optional.ofNullable(file));
        assertThat(ModelSource.parse(text)).isEqualTo(expected);
        assertThat(ModelSource.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({"./owner/name", "/owner/name", "models/missing.safetensors", "model", "../a/b", "src/main"})
    void whatExistsOrLooksLikeAPathIsOne(String text) {
        assertThat(ModelSource.parse(text)).isEqualTo(new OnDisk(Path.of(text)));
    }

    @Test
    void ofACheckpointOneSetOfWeightsIsEnough() throws IOException {
        for (Part part : Part.values()) {
            put("owner/model", part.folder() + "/config.json");
            put("owner/model", part.folder() + "/" + part.weightsName() + ".fp16.safetensors");
        }
        Path folder = files.checkpoint(ModelSource.hub("owner/model"));
        assertThat(folder).isEqualTo(cache.resolve("models--owner--model/snapshots/main"));
    }

    @Test
    void whatIsNotThereIsNamedWithBothRemedies() throws IOException {
        put("owner/half", "unet/config.json");
        assertThatThrownBy(() -> files.checkpoint(ModelSource.hub("owner/half")))
                .isInstanceOf(OfflineException.class)
                .hasMessageContaining("unet/diffusion_pytorch_model.safetensors")
                .hasMessageContaining("text_encoder/model.safetensors")
                .hasMessageContaining("--download");
        assertThatThrownBy(() -> files.vocabulary(ModelSource.hub("owner/half")))
                .isInstanceOf(OfflineException.class)
                .hasMessageContaining("vocab.json, merges.txt");
        assertThat(files.clipVocabulary()).isEmpty();
    }

    @Test
    void modelsAndVocabulariesMayHaveRepositoriesOfTheirOwn() throws IOException {
        put("owner/vae", "config.json");
        Path weights = put("owner/vae", "diffusion_pytorch_model.safetensors");
        assertThat(files.part(ModelSource.hub("owner/vae"), Part.VAE)).isEqualTo(weights.getParent());
        put("openai/clip-vit-large-patch14", "vocab.json");
        put("openai/clip-vit-large-patch14", "special_tokens_map.json");
        put("openai/clip-vit-large-patch14", "tokenizer_config.json");
        Path merges = put("openai/clip-vit-large-patch14", "merges.txt");
        assertThat(files.clipVocabulary().orElseThrow().path()).isEqualTo(merges.getParent());
    }

    @Test
    void oneFileAloneNeedsNoName() throws IOException {
        Path file = put("owner/one", "model.safetensors");
        assertThat(files.file(ModelSource.hub("owner/one"))).isEqualTo(file);
        assertThat(files.checkpoint(ModelSource.hub("owner/one"))).isEqualTo(file);
        put("owner/one", "other.safetensors");
        assertThatThrownBy(() -> files.file(ModelSource.hub("owner/one")))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("it has model.safetensors, other.safetensors; name the file too");
        assertThat(files.file(ModelSource.hub("owner/one", "other.safetensors")))
                .exists();
    }
}
