package io.iclight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableMap;
import io.iclight.internal.RelightModels;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.folder.Part;
import io.iclight.models.keys.LoraTarget;
import io.iclight.models.keys.LoraTargets;
import io.iclight.models.lora.Lora;
import io.iclight.models.lora.LoraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LoRA in any mix: the formula, every naming, and that what it is added to stays as it is. */
class LoraTest {

    @TempDir
    private static Path folder;

    private static RelightModels models;
    private static Relighter base;
    private static LoraTargets targets;

    /** A linear layer and both kinds of convolution of the UNet, a linear layer of the text encoder. */
    private static List<LoraTarget> chosen;

    private static LoraFixture fixture;
    private static Path file;

    @BeforeAll
    static void load() {
        models = TinyModels.load(folder);
        base = new Relighter(models);
        targets = LoraTargets.of(models.unet().config(), models.textEncoder().config());
        chosen = List.of(
                new LoraTarget(Part.UNET, "down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_out.0"),
                new LoraTarget(Part.UNET, "down_blocks.0.attentions.0.proj_in"),
                new LoraTarget(Part.UNET, "down_blocks.0.resnets.0.conv1"),
                new LoraTarget(Part.TEXT_ENCODER, "text_model.encoder.layers.0.self_attn.q_proj"));
        fixture = LoraFixture.of(targets, chosen, 2, 7);
        file = fixture.write(folder.resolve("kohya.safetensors"));
    }

    @AfterAll
    static void close() {
        base.close();
    }

    private static Map<String, Integer> hashes(RelightModels of) {
        Map<String, Integer> hashes = new LinkedHashMap<>();
        for (TensorSource source : List.of(
                of.unet().parameters(),
                of.textEncoder().parameters(),
                of.autoencoder().parameters())) {
            for (String name : source.tensors().keySet()) {
                hashes.put(source.origin() + " " + name, Arrays.hashCode(floats(source, name)));
            }
        }
        return hashes;
    }

    private static float[] floats(TensorSource source, String name) {
        try (TensorScope scope = TensorScope.open()) {
            return TensorData.floats(source.read(name));
        }
    }

    private static TensorSource parameters(RelightModels of, Part part) {
        return part == Part.UNET ? of.unet().parameters() : of.textEncoder().parameters();
    }

    @Test
    void theChangeIsAlphaByRankTimesUpTimesDown() {
        double weight = 0.7;
        TensorSource numbers = fixture.numbers();
        try (Relighter changed = base.withLoras(List.of(Lora.of(file, weight)))) {
            for (LoraTarget target : chosen) {
                String name = target.module() + ".weight";
                float[] before = floats(parameters(models, target.part()), name);
                float[] after = floats(parameters(changed.models(), target.part()), name);
                float[] up = floats(numbers, fixture.up(target));
                float[] down = floats(numbers, fixture.down(target));
                double scale = weight * floats(numbers, fixture.alpha(target))[0] / fixture.rank();
                int columns = down.length / fixture.rank();
                for (int i = 0; i < before.length; i++) {
                    double sum = 0;
                    for (int r = 0; r < fixture.rank(); r++) {
                        sum += (double) up[i / columns * fixture.rank() + r] * down[r * columns + i % columns];
                    }
                    assertThat((double) after[i]).as(name).isCloseTo(before[i] + scale * sum, within(1e-6));
                }
                assertThat(after).isNotEqualTo(before);
            }
        }
    }

    @Test
    void theBaseKeepsEveryBitAndTheRestIsShared() {
        Map<String, Integer> before = hashes(models);
        // The first call loads what later ones find loaded.
        base.withLoras(List.of(Lora.of(file, 1))).close();
        long live = Pointer.totalCount();
        try (Relighter changed = base.withLoras(List.of(Lora.of(file, 1)));
                Relighter again = base.withLoras(List.of(Lora.of(file, 1)));
                Relighter none = base.withLoras(List.of(Lora.of(file, 0)));
                Relighter twice = changed.withLoras(List.of(Lora.of(file, -1)))) {
            Map<String, Integer> after = hashes(changed.models());
            assertThat(after.keySet()).isEqualTo(before.keySet());
            assertThat(after.keySet().stream().filter(name -> !after.get(name).equals(before.get(name))))
                    .hasSize(chosen.size())
                    .allMatch(name -> chosen.stream().anyMatch(target -> name.endsWith(target.module() + ".weight")));
            assertThat(hashes(again.models())).isEqualTo(after);
            assertThat(hashes(none.models())).isEqualTo(before);
            assertThat(hashes(twice.models())).isNotEqualTo(after);
        }
        assertThat(hashes(models)).isEqualTo(before);
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(live);
    }

    @Test
    void everyNamingMeansTheSame() {
        Map<String, Path> files = ImmutableMap.of(
                "diffusers",
                fixture.write(
                        folder.resolve("old.safetensors"),
                        LoraTarget::diffusersName,
                        ".down.weight",
                        ".up.weight",
                        ".alpha"),
                "newer diffusers",
                fixture.write(
                        folder.resolve("new.safetensors"),
                        LoraTarget::newerDiffusersName,
                        ".down.weight",
                        ".up.weight",
                        ".alpha"),
                "peft in diffusers",
                fixture.write(
                        folder.resolve("peft.safetensors"),
                        LoraTarget::peftName,
                        ".lora_A.weight",
                        ".lora_B.weight",
                        ".alpha"),
                "peft",
                fixture.write(
                        folder.resolve("pure.safetensors"),
                        target -> "base_model.model." + target.module(),
                        ".lora_A.weight",
                        ".lora_B.weight",
                        ".alpha"));
        try (Relighter kohya = base.withLoras(List.of(Lora.of(file, 0.5)))) {
            Map<String, Integer> expected = hashes(kohya.models());
            files.forEach((naming, path) -> {
                try (Relighter other = base.withLoras(List.of(Lora.of(path, 0.5)))) {
                    assertThat(hashes(other.models())).as(naming).isEqualTo(expected);
                }
            });
        }
    }

    @Test
    void alphaIsFoundWhereProgramsNoteIt() throws IOException {
        LoraTarget target = chosen.get(0);
        Path peft = Files.createDirectory(folder.resolve("adapter")).resolve("adapter_model.safetensors");
        ImmutableMap<String, TensorInfo> tensors = ImmutableMap.of(
                target.peftName() + ".lora_A.weight", TensorInfo.of(ElementType.F32, 2, 16),
                target.peftName() + ".lora_B.weight", TensorInfo.of(ElementType.F32, 16, 2));
        SafetensorsWriter writer = SafetensorsWriter.create();
        writer.write(HashWeights.model(tensors, 1), peft);
        float[] atRank = changed(peft, 4, target);
        Files.writeString(peft.resolveSibling("adapter_config.json"), "{\"lora_alpha\": 8, \"r\": 2}");
        assertThat(changed(peft, 1, target)).isEqualTo(atRank);
        Files.writeString(peft.resolveSibling("adapter_config.json"), "{\"lora_alpha\": 8, \"use_rslora\": true}");
        assertThatThrownBy(() -> changed(peft, 1, target)).hasMessageContaining("use_rslora");

        Path noted = folder.resolve("noted.safetensors");
        writer.metadata("lora_adapter_metadata", "{\"unet.lora_alpha\": 8}")
                .write(HashWeights.model(tensors, 1), noted);
        assertThat(changed(noted, 1, target)).isEqualTo(atRank);
    }

    private static float[] changed(Path lora, double weight, LoraTarget target) {
        try (Relighter changed = base.withLoras(List.of(Lora.of(lora, weight)))) {
            return floats(parameters(changed.models(), target.part()), target.module() + ".weight");
        }
    }

    @Test
    void aMixIsTheSum() {
        LoraFixture other = LoraFixture.of(targets, chosen.subList(0, 1), 3, 8);
        Path second = other.write(folder.resolve("second.safetensors"));
        String name = chosen.get(0).module() + ".weight";
        try (Relighter both = base.withLoras(List.of(Lora.of(file, 0.5), Lora.of(second, -2)));
                Relighter first = base.withLoras(List.of(Lora.of(file, 0.5)));
                Relighter stacked = first.withLoras(List.of(Lora.of(second, -2)))) {
            float[] sum = floats(both.models().unet().parameters(), name);
            assertThat(floats(stacked.models().unet().parameters(), name)).isEqualTo(sum);
            assertThat(floats(first.models().unet().parameters(), name)).isNotEqualTo(sum);
        }
    }

    @Test
    void whatHasNoPlaceIsListed() {
        Path stranger = written(ImmutableMap.of(
                fixture.down(chosen.get(0)),
                TensorInfo.of(ElementType.F32, 2, 16),
                fixture.up(chosen.get(0)),
                TensorInfo.of(ElementType.F32, 16, 2),
                "lora_te2_text_model_x.lora_up.weight",
                TensorInfo.of(ElementType.F32, 16, 2),
                "lora_unet_nothing.alpha",
                TensorInfo.of(ElementType.F32)));
        assertThatExceptionOfType(LoraException.class)
                .isThrownBy(() -> base.withLoras(List.of(Lora.of(stranger, 1))))
                .withMessageContaining("match no module (2)")
                .withMessageContaining("Stable Diffusion XL")
                .satisfies(e -> assertThat(e.unmatched())
                        .containsExactly("lora_te2_text_model_x.lora_up.weight", "lora_unet_nothing.alpha"));
    }

    @Test
    void whatIsNoPlainLoraIsRefusedWithTheReason() {
        String down = fixture.down(chosen.get(0));
        String up = fixture.up(chosen.get(0));
        TensorInfo right = TensorInfo.of(ElementType.F32, 2, 16);
        TensorInfo left = TensorInfo.of(ElementType.F32, 16, 2);
        String module = chosen.get(0).kohyaName();
        refused(ImmutableMap.of(down, right), "lacks one of two matrices");
        refused(ImmutableMap.of(down, TensorInfo.of(ElementType.F32, 2, 17), up, left), "another shape");
        refused(ImmutableMap.of(module + ".hada_w1_a", left, module + ".hada_w1_b", right), "LoHa, LoKr, DoRA");
        refused(ImmutableMap.of(module + ".lokr_w1", left), "take a plain LoRA");
        refused(ImmutableMap.of(down, right, up, left, module + ".dora_scale", left), "are not supported");
        assertThatThrownBy(() -> Lora.of(file, Double.NaN)).hasMessageContaining("finite number");
    }

    private static void refused(ImmutableMap<String, TensorInfo> tensors, String reason) {
        Path file = written(tensors);
        assertThatThrownBy(() -> base.withLoras(List.of(Lora.of(file, 1))))
                .isInstanceOf(LoraException.class)
                .hasMessageContaining(reason);
    }

    private static Path written(ImmutableMap<String, TensorInfo> tensors) {
        Path file = folder.resolve("wrong.safetensors");
        SafetensorsWriter.create().write(HashWeights.model(tensors, 1), file);
        return file;
    }

    @Test
    void relightsRunOnWhileLorasComeAndGo() throws Exception {
        Image photo = Image.filled(new ImageSize(64, 64), 200, 120, 60);
        Image plain = relight(base, photo);
        Image changed;
        try (Relighter once = base.withLoras(List.of(Lora.of(file, 1)))) {
            changed = relight(once, photo);
        }
        assertThat(changed).isNotEqualTo(plain);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Boolean> steady = threads.submit(() -> {
                boolean same = true;
                for (int i = 0; i < 4; i++) {
                    same &= relight(base, photo).equals(plain);
                }
                return same;
            });
            while (!steady.isDone()) {
                try (Relighter passing = base.withLoras(List.of(Lora.of(file, 1)))) {
                    assertThat(relight(passing, photo)).isEqualTo(changed);
                }
            }
            assertThat(steady.get()).isTrue();
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void eitherMayBeClosedFirst() {
        Image photo = Image.filled(new ImageSize(64, 64), 20, 120, 160);
        Relighter first = new Relighter(TinyModels.load(folder));
        Image plain = relight(first, photo);
        Relighter changed = first.withLoras(List.of(Lora.of(file, 0)));
        first.close();
        assertThat(relight(changed, photo)).isEqualTo(plain);
        changed.close();
        assertThatThrownBy(() -> first.withLoras(List.of())).isInstanceOf(IllegalStateException.class);
    }

    private static Image relight(Relighter relighter, Image photo) {
        return relighter
                .relight(photo)
                .prompt("a vase")
                .size(64, 64)
                .steps(2)
                .withoutHighres()
                .run()
                .image();
    }
}
