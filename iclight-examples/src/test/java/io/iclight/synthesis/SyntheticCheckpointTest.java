package io.iclight.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import io.iclight.models.checkpoint.Checkpoint;
import io.iclight.models.clip.ClipTextConfig;
import io.iclight.models.clip.ClipTextEncoder;
import io.iclight.models.clip.ClipTokenizer;
import io.iclight.models.folder.Part;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.models.iclight.IcLightWeights;
import io.iclight.models.unet.UNet;
import io.iclight.models.unet.UNetConfig;
import io.iclight.models.vae.Autoencoder;
import io.iclight.models.vae.AutoencoderConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SyntheticCheckpointTest {

    private static final SyntheticModels MODELS = new SyntheticModels(Preset.TINY, 7);

    @TempDir
    private Path temporary;

    @Test
    void everyPartLoadsAsARealOneWould() {
        List<Path> written = new ArrayList<>();
        Path folder = temporary.resolve("tiny");
        SyntheticCheckpoint.of(MODELS, ElementType.F16)
                .write(folder, ImmutableList.copyOf(IcLightModel.values()), written::add);
        assertThat(written).hasSize(5).allMatch(Files::isRegularFile);

        Checkpoint checkpoint = Checkpoint.open(folder);
        AutoencoderConfig autoencoder = AutoencoderConfig.of(checkpoint.config(Part.VAE));
        ClipTextConfig textEncoder = ClipTextConfig.of(checkpoint.config(Part.TEXT_ENCODER));
        assertThatCode(() -> Autoencoder.requireFit(autoencoder, checkpoint.weights(Part.VAE)))
                .doesNotThrowAnyException();
        assertThatCode(() -> ClipTextEncoder.requireFit(textEncoder, checkpoint.weights(Part.TEXT_ENCODER)))
                .doesNotThrowAnyException();
        UNetConfig unet = UNetConfig.of(checkpoint.config(Part.UNET));
        for (IcLightModel model : IcLightModel.values()) {
            SafetensorsFile offset = SafetensorsFile.open(folder.resolve(SyntheticCheckpoint.offsetName(model)));
            assertThat(offset.tensors().values()).extracting(TensorInfo::type).containsOnly(ElementType.F16);
            try (IcLightWeights sum = IcLightWeights.add(checkpoint.weights(Part.UNET), offset)) {
                assertThat(sum.model()).isEqualTo(model);
                assertThatCode(() -> UNet.requireFit(model.grow(unet), sum)).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void theNumbersAreTheGeneratorsOwn() {
        Path folder = temporary.resolve("numbers");
        long before = nativeObjects();
        SyntheticCheckpoint.of(MODELS, ElementType.F32).write(folder, ImmutableList.of(IcLightModel.FC), file -> {});
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);

        String name = "conv_in.weight";
        TensorInfo plain = TensorInfo.of(ElementType.F32, 32, 4, 3, 3);
        TensorInfo grown = TensorInfo.of(ElementType.F32, 32, 8, 3, 3);
        try (TensorScope scope = TensorScope.open();
                TensorSource unet = Checkpoint.open(folder).weights(Part.UNET);
                TensorSource offset = SafetensorsFile.open(folder.resolve("iclight_sd15_fc.safetensors"))) {
            Tensor expected = HashWeights.model(ImmutableMap.of(name, plain), 7).read(name);
            assertThat(TensorData.floats(unet.read(name))).isEqualTo(TensorData.floats(expected));
            Tensor expectedOffset =
                    HashWeights.offset(ImmutableMap.of(name, grown), 16, 0.1).read(name);
            assertThat(TensorData.floats(offset.read(name))).isEqualTo(TensorData.floats(expectedOffset));
        }
    }

    private static long nativeObjects() {
        try (TensorScope scope = TensorScope.open()) {
            return Pointer.totalCount();
        }
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void theVocabularyIsATokenizersOwn(Preset preset) throws Exception {
        TokenizerFolder.ofOurOwn().write(temporary, preset.vocabularySize());
        ClipTokenizer tokenizer = ClipTokenizer.read(temporary);
        int size = preset.vocabularySize();
        assertThat(tokenizer.specialTokens().start()).isEqualTo(size - 2);
        assertThat(tokenizer.specialTokens().end()).isEqualTo(size - 1);
        assertThat(tokenizer.encode("a photograph of a beautiful woman").asList())
                .as("words that were learnt are tokens")
                .hasSize(6);
        assertThat(tokenizer.encode("Ünlearnt 光 words, 😀 too").asList())
                .isNotEmpty()
                .allMatch(token -> token >= 0 && token < size - 2);
    }

    @Test
    void anotherTokenizerIsCopiedIfItFits() throws Exception {
        Path small = Files.createDirectory(temporary.resolve("small"));
        Path large = Files.createDirectory(temporary.resolve("large"));
        TokenizerFolder.ofOurOwn().write(small, Preset.TINY.vocabularySize());
        TokenizerFolder.ofOurOwn().write(large, Preset.SD15.vocabularySize());

        SyntheticCheckpoint checkpoint = SyntheticCheckpoint.of(MODELS, ElementType.F16);
        Path copied = temporary.resolve("copied");
        checkpoint.withTokenizer(small).write(copied, ImmutableList.of(), file -> {});
        assertThat(copied.resolve("tokenizer/vocab.json")).hasSameBinaryContentAs(small.resolve("vocab.json"));

        assertThatThrownBy(() -> checkpoint
                        .withTokenizer(large)
                        .write(temporary.resolve("refused"), ImmutableList.of(), file -> {}))
                .isInstanceOf(WeightsException.class)
                .hasMessage(large + " has tokens up to 49407, the text encoder knows those up to 1013; take another"
                        + " tokenizer or another preset");
        assertThat(temporary.resolve("refused")).doesNotExist();
    }

    @Test
    void aFolderThatHoldsSomethingIsNotWrittenTo() throws Exception {
        Files.writeString(temporary.resolve("model_index.json"), "{}");
        assertThatThrownBy(() -> SyntheticCheckpoint.of(MODELS, ElementType.F16)
                        .write(temporary, ImmutableList.of(), file -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(temporary + " is not empty, and might hold a real model");
        assertThat(temporary.toFile().list()).containsExactly("model_index.json");
    }

    @Test
    void theFullSizeIsStableDiffusions() {
        Map<Part, Long> parameters = Map.of(
                Part.UNET, 859_520_964L,
                Part.VAE, 83_653_863L,
                Part.TEXT_ENCODER, 123_060_480L);
        parameters.forEach((part, count) -> assertThat(Preset.SD15.parameters(part).values().stream()
                        .mapToLong(TensorInfo::elements)
                        .sum())
                .as("%s", part)
                .isEqualTo(count));
    }
}
