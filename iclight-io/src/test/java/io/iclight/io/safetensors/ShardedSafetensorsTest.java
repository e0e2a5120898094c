package io.iclight.io.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.io.json.JsonWriter;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.WeightsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardedSafetensorsTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void writeTwoShards() {
        SafetensorsWriter writer = SafetensorsWriter.create();
        writer.write(
                new Tensors().with("a", ElementType.F32, new double[] {1}, 1).with("b", ElementType.U8, 2),
                folder.resolve("1-of-2.safetensors"));
        writer.write(
                new Tensors().with("c", ElementType.F16, new double[] {3}, 1), folder.resolve("2-of-2.safetensors"));
    }

    @Test
    void tensorsComeFromTheShardsThatHaveThem() {
        Path index = index(Map.of("c", "2-of-2.safetensors", "a", "1-of-2.safetensors", "b", "1-of-2.safetensors"));
        try (ShardedSafetensors opened = ShardedSafetensors.open(index);
                TensorScope scope = TensorScope.open()) {
            assertThat(opened.tensors())
                    .containsOnly(
                            Map.entry("a", TensorInfo.of(ElementType.F32, 1)),
                            Map.entry("b", TensorInfo.of(ElementType.U8, 2)),
                            Map.entry("c", TensorInfo.of(ElementType.F16, 1)));
            assertThat(TensorData.floats(opened.read("a"))).containsExactly(1);
            assertThat(TensorData.floats(opened.read("c"))).containsExactly(3);
            assertThatThrownBy(() -> opened.read("d"))
                    .isInstanceOf(WeightsException.class)
                    .hasMessage(index + " has no tensor d; it has 3 others");
        }
    }

    @Test
    void everyDisagreementIsListed() {
        SafetensorsWriter.create()
                .write(
                        new Tensors().with("a", ElementType.F32, 1).with("c", ElementType.F32, 1),
                        folder.resolve("2-of-2.safetensors"));
        Path index = index(Map.of("a", "1-of-2.safetensors", "c", "2-of-2.safetensors", "d", "2-of-2.safetensors"));
        assertThatThrownBy(() -> ShardedSafetensors.open(index))
                .isInstanceOf(SafetensorsException.class)
                .hasMessageStartingWith(index + ": does not agree with its files:")
                .hasMessageContaining("\n  a is in 2-of-2.safetensors, expected it in 1-of-2.safetensors")
                .hasMessageContaining("\n  b is in 1-of-2.safetensors, expected no such tensor")
                .hasMessageContaining("\n  d is not in 2-of-2.safetensors");
    }

    @Test
    void aMissingShardIsNamed() throws Exception {
        Files.delete(folder.resolve("2-of-2.safetensors"));
        Path index = index(Map.of("a", "1-of-2.safetensors", "b", "1-of-2.safetensors", "c", "2-of-2.safetensors"));
        assertThatThrownBy(() -> ShardedSafetensors.open(index))
                .isInstanceOf(SafetensorsException.class)
                .hasMessageEndingWith("\n  2-of-2.safetensors is missing; download it too");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../1-of-2.safetensors", "/etc/passwd", "..", ".", "", "a\\b", "a\0b", "C:x"})
    void anIndexDoesNotLeadOutOfItsFolder(String shard) {
        Path index = index(Map.of("a", shard));
        assertThatThrownBy(() -> ShardedSafetensors.open(index))
                .isInstanceOf(SafetensorsException.class)
                .hasMessageEndingWith("\"" + shard + "\" is no name of a file beside the index");
    }

    /** Half of a surrogate pair cannot be written to a file system. */
    @Test
    void aNameThatNoFileCanHaveIsRefusedInWords() throws Exception {
        Path index = Files.writeString(
                folder.resolve("x.safetensors.index.json"), "{\"weight_map\": {\"a\": \"\\ud800.safetensors\"}}");
        assertThatThrownBy(() -> ShardedSafetensors.open(index))
                .isInstanceOf(SafetensorsException.class)
                .hasMessageEndingWith("is no name of a file beside the index");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "{\"weight_map\": []}", "{\"weight_map\": {\"a\": 1}}", "{\"weight_map\": {\"a\": "})
    void whatIsNoIndexIsRefusedInWords(String text) throws Exception {
        Path index = Files.writeString(folder.resolve("x.safetensors.index.json"), text);
        assertThatThrownBy(() -> ShardedSafetensors.open(index))
                .isInstanceOf(SafetensorsException.class)
                .hasMessageContaining(": is no index of a sharded checkpoint: ");
    }

    private Path index(Map<String, String> weightMap) {
        Path index = folder.resolve("model.safetensors.index.json");
        JsonWriter.write(index, Map.of("metadata", Map.of("total_size", 8), "weight_map", weightMap));
        return index;
    }
}
