package io.iclight.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.iclight.Relighter;
import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import io.iclight.models.checkpoint.Checkpoint;
import io.iclight.models.checkpoint.CheckpointWriter;
import io.iclight.models.checkpoint.Layout;
import io.iclight.models.checkpoint.MissingPartException;
import io.iclight.models.checkpoint.PredictionType;
import io.iclight.models.checkpoint.VocabularyPath;
import io.iclight.models.folder.Part;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.models.iclight.OffsetFile;
import io.iclight.models.keys.StableDiffusion15;
import io.iclight.synthesis.Preset;
import io.iclight.synthesis.SyntheticCheckpoint;
import io.iclight.synthesis.SyntheticModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints in every layout that people have: found by content, converted without loss, whole or refused in words. */
class CheckpointTest {

    @TempDir
    private static Path folder;

    private static Path model;
    private static Path singleFile;
    private static Path offset;

    @BeforeAll
    static void write() {
        model = folder.resolve("model");
        SyntheticCheckpoint.of(new SyntheticModels(Preset.TINY, 3), ElementType.F16)
                .write(model, ImmutableList.of(IcLightModel.FC), file -> {});
        offset = model.resolve("iclight_sd15_fc.safetensors");
        // Beside no vocabulary, and under a name that says nothing.
        singleFile = folder.resolve("one/model.ckpt");
        convert(model, Layout.LDM, singleFile);
    }

    private static Path convert(Path in, Layout layout, Path out) {
        try (Checkpoint checkpoint = Checkpoint.open(in)) {
            Files.createDirectories(out.getParent());
            CheckpointWriter.create().write(checkpoint, layout, out);
            return out;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theWayThereAndBackChangesNoByte() throws IOException {
        long before = Pointer.totalCount();
        Path back = convert(singleFile, Layout.DIFFUSERS, folder.resolve("back"));
        Path again = convert(back, Layout.LDM, folder.resolve("again.safetensors"));
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);

        assertThat(again).hasSameBinaryContentAs(singleFile);
        for (Part part : Part.values()) {
            try (TensorSource there = Checkpoint.open(model).weights(part);
                    TensorSource here = Checkpoint.open(back).weights(part)) {
                assertThat(TensorBytes.of(here)).isEqualTo(TensorBytes.of(there));
            }
            String config = part.folder() + "/config.json";
            assertThat(back.resolve(config)).hasSameBinaryContentAs(model.resolve(config));
        }
        assertThat(back.resolve("scheduler/scheduler_config.json"))
                .hasSameBinaryContentAs(model.resolve("scheduler/scheduler_config.json"));
    }

    @Test
    void offsetsGoBothWaysToo() {
        Path ldm = convert(offset, Layout.LDM, folder.resolve("offset-ldm.safetensors"));
        Path back = convert(ldm, Layout.DIFFUSERS, folder.resolve("offset-back.safetensors"));
        try (SafetensorsFile file = SafetensorsFile.open(ldm)) {
            assertThat(file.tensors()).containsKey("input_blocks.0.0.weight").doesNotContainKey("conv_in.weight");
        }
        try (TensorSource here = SafetensorsFile.open(back);
                TensorSource there = SafetensorsFile.open(offset);
                Checkpoint base = Checkpoint.open(model);
                OffsetFile renamed = OffsetFile.open(ldm, base.unetConfig())) {
            assertThat(TensorBytes.of(here)).isEqualTo(TensorBytes.of(there));
            assertThat(IcLightModel.of(renamed)).isEqualTo(IcLightModel.FC);
        }
    }

    @Test
    void nothingHalfWrittenIsLeftAndNothingIsOverwritten() throws IOException {
        Path huge = folder.resolve("huge/model.safetensors");
        Files.createDirectories(huge.getParent());
        ImmutableMap<String, TensorInfo> vae = Preset.TINY.parameters(Part.VAE);
        SafetensorsWriter.create().write(HashWeights.offset(vae, 1, 1e30), huge);
        try (Checkpoint checkpoint = Checkpoint.open(huge)) {
            CheckpointWriter rounding = CheckpointWriter.create().roundedTo(ElementType.F16);
            assertThatThrownBy(() -> rounding.write(checkpoint, Layout.DIFFUSERS, huge.resolveSibling("out")))
                    .isInstanceOf(WeightsException.class)
                    .hasMessageContaining("beyond the range of F16");
            assertThatThrownBy(() -> CheckpointWriter.create().write(checkpoint, Layout.DIFFUSERS, model))
                    .isInstanceOf(WeightsException.class)
                    .hasMessageContaining("is there already and not empty");
        }
        try (Stream<Path> left = Files.list(huge.getParent())) {
            assertThat(left).containsExactly(huge);
        }
    }

    @Test
    void aRoundedCopyIsAsGoodAsItsType() {
        Path wide = folder.resolve("wide.safetensors");
        try (Checkpoint checkpoint = Checkpoint.open(model)) {
            CheckpointWriter.create().roundedTo(ElementType.F32).write(checkpoint, Layout.LDM, wide);
        }
        Path narrow = folder.resolve("narrow.safetensors");
        try (Checkpoint checkpoint = Checkpoint.open(wide)) {
            CheckpointWriter.create().roundedTo(ElementType.F16).write(checkpoint, Layout.LDM, narrow);
        }
        assertThat(narrow).hasSameBinaryContentAs(singleFile);
    }

    @Test
    void bothSpellingsOfAnAutoencodersAttentionAreOne() {
        ImmutableMap<String, TensorInfo> today = Preset.TINY.parameters(Part.VAE);
        ImmutableMap<String, TensorInfo> old = today.entrySet().stream()
                .collect(ImmutableMap.toImmutableMap(
                        entry -> entry.getKey()
                                .replace(".to_q.", ".query.")
                                .replace(".to_k.", ".key.")
                                .replace(".to_v.", ".value.")
                                .replace(".to_out.0.", ".proj_attn."),
                        Map.Entry::getValue));
        Path file = folder.resolve("old-vae.safetensors");
        SafetensorsWriter.create().write(HashWeights.model(old, 1), file);
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            assertThat(checkpoint.parts()).containsExactly(Part.VAE);
            assertThat(checkpoint.weights(Part.VAE).tensors()).isEqualTo(today);
        }
    }

    @Test
    void whatASingleFileLacksIsNamed() {
        try (Checkpoint one = Checkpoint.open(singleFile)) {
            assertThat(one.parts()).containsExactly(Part.values());
            assertThat(one.vocabulary()).isEmpty();
        }
        assertThatThrownBy(() ->
                        Relighter.builder().model(singleFile).iclight(offset).build())
                .isInstanceOf(MissingPartException.class)
                .hasMessageContaining("no tokenizer in or beside " + singleFile)
                .hasMessageContaining("unet (440 tensors)")
                .hasMessageContaining("tokenizerFrom(path)");
        assertThatThrownBy(() -> Relighter.builder().model(singleFile).build())
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("has no iclight_*_fc.safetensors")
                .hasMessageContaining("iclight(file)");
    }

    @Test
    void whatAModelAloneLacksIsAddedFromElsewhere() {
        Path unetAlone = folder.resolve("alone/unet.safetensors");
        convert(folder.resolve("model/unet"), Layout.LDM, unetAlone);
        assertThatThrownBy(() -> Relighter.builder()
                        .model(unetAlone)
                        .iclight(offset)
                        .tokenizerFrom(model)
                        .build())
                .isInstanceOf(MissingPartException.class)
                .hasMessageContaining("has no text_encoder; found: unet (440 tensors)")
                .hasMessageContaining("textEncoderFrom(path)");
        // What libtorch makes once.
        Relighter.builder().model(model).iclight(offset).build().close();
        long before = Pointer.totalCount();
        assertThatThrownBy(() -> Relighter.builder()
                        .model(unetAlone)
                        .iclight(offset)
                        .textEncoderFrom(model)
                        .build())
                .isInstanceOf(MissingPartException.class)
                .hasMessageContaining("has no vae")
                .hasMessageContaining("vaeFrom(path)");
        Relighter.builder()
                .model(unetAlone)
                .iclight(offset)
                .textEncoderFrom(singleFile)
                .vaeFrom(model.resolve("vae"))
                .tokenizerFrom(model.resolve("tokenizer"))
                .build()
                .close();
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PK\3\4", "\200\2}q", "GGUF", "version https://git-lfs.github.com/spec/v1", "<!DOCTYPE html>"})
    void otherFormatsAreToldByContentAndRefusedWithTheReason(String beginning) throws IOException {
        byte[] bytes = (beginning + "-".repeat(64)).getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("disguised.safetensors"), bytes);
        assertThatThrownBy(() -> Checkpoint.open(file))
                .isInstanceOf(WeightsException.class)
                .hasMessageMatching("(?s).*disguised.safetensors: is (a pickle .*can run any program.*save_file"
                        + "|a GGUF file|a pointer of Git LFS|a web page).*");
    }

    @Test
    void otherVersionsOfStableDiffusionAreNamed() {
        Path file = folder.resolve("sd2.safetensors");
        String context = "model.diffusion_model.input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight";
        SafetensorsWriter.create()
                .write(
                        HashWeights.model(
                                ImmutableMap.of(
                                        "model.diffusion_model.input_blocks.0.0.weight",
                                        TensorInfo.of(ElementType.F32, 320, 4, 3, 3),
                                        context,
                                        TensorInfo.of(ElementType.F32, 320, 1024)),
                                1),
                        file);
        assertThatThrownBy(() -> Checkpoint.open(file))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("Stable Diffusion 2")
                .hasMessageContaining("tokens of 1024, expected Stable Diffusion 1.5");
    }

    @Test
    void theFp16VariantAndFilesInPiecesAreFound() throws IOException {
        Path other = convert(singleFile, Layout.DIFFUSERS, folder.resolve("variants"));
        Path unet = other.resolve("unet/diffusion_pytorch_model.safetensors");
        Files.move(unet, unet.resolveSibling("diffusion_pytorch_model.fp16.safetensors"));
        Path vae = other.resolve("vae/diffusion_pytorch_model.safetensors");
        String tensors;
        try (SafetensorsFile file = SafetensorsFile.open(vae)) {
            tensors = String.join(
                    ", ",
                    file.tensors().keySet().stream()
                            .map(name -> "\"" + name + "\": \"piece.safetensors\"")
                            .toList());
        }
        Files.move(vae, vae.resolveSibling("piece.safetensors"));
        Files.writeString(
                vae.resolveSibling("diffusion_pytorch_model.safetensors.index.json"),
                "{\"metadata\": {}, \"weight_map\": {" + tensors + "}}");
        try (Checkpoint checkpoint = Checkpoint.open(other);
                Checkpoint whole = Checkpoint.open(model)) {
            for (Part part : Part.values()) {
                assertThat(TensorBytes.of(checkpoint.weights(part))).isEqualTo(TensorBytes.of(whole.weights(part)));
            }
        }
    }

    @Test
    void whatAUNetPredictsIsRead() throws IOException {
        Path other = convert(singleFile, Layout.DIFFUSERS, folder.resolve("velocity"));
        Path scheduler = other.resolve("scheduler/scheduler_config.json");
        assertThat(Checkpoint.open(other).predictionType()).isEqualTo(PredictionType.EPSILON);
        Files.writeString(scheduler, "{\"prediction_type\": \"v_prediction\"}");
        assertThat(Checkpoint.open(other).predictionType()).isEqualTo(PredictionType.V_PREDICTION);
        Path file = convert(other, Layout.LDM, folder.resolve("velocity.safetensors"));
        assertThat(Checkpoint.open(file).predictionType()).isEqualTo(PredictionType.V_PREDICTION);
        Files.writeString(scheduler, "{\"prediction_type\": \"telepathy\"}");
        assertThatThrownBy(() -> Checkpoint.open(other).predictionType()).hasMessageContaining("epsilon, v_prediction");
    }

    @Test
    void clipsOwnFileIsAVocabularyToo() throws IOException {
        Path beside = Files.createDirectories(folder.resolve("beside"));
        assertThat(VocabularyPath.in(beside)).isEmpty();
        assertThatThrownBy(() -> VocabularyPath.at(beside)).hasMessageContaining("found neither");
        Path merges = Files.copy(model.resolve("tokenizer/merges.txt"), beside.resolve("bpe_simple_vocab_16e6.txt.gz"));
        assertThat(VocabularyPath.in(beside)).contains(new VocabularyPath(merges));
        // It was unpacked and kept its name, and its few merges make a vocabulary that is smaller than CLIP's.
        assertThat(tokens(merges)).isEqualTo(tokens(model.resolve("tokenizer"))).isLessThan("light".length());
        assertThat(StableDiffusion15.textEncoder().vocabularySize()).isEqualTo(49408);
    }

    private static int tokens(Path vocabulary) {
        return VocabularyPath.at(vocabulary).read().encode("light").length();
    }
}
