package io.iclight.io.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsWriterTest {

    private static final Tensors ONE = new Tensors().with("x", ElementType.F32, new double[] {1, 2}, 2);

    @TempDir
    private Path folder;

    @Test
    void theBytesAreTheFormatsOwn() throws Exception {
        Path file = folder.resolve("x.safetensors");
        SafetensorsWriter.create().metadata("format", "pt").write(ONE, file);
        String header = "{\"__metadata__\":{\"format\":\"pt\"},"
                + "\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
        byte[] expected = RawFile.bytes(header + " ".repeat((8 - header.length() % 8) % 8), 8);
        System.arraycopy(new byte[] {0, 0, (byte) 0x80, 0x3F, 0, 0, 0, 0x40}, 0, expected, expected.length - 8, 8);
        assertThat(Files.readAllBytes(file)).isEqualTo(expected);
    }

    @Test
    void dataBeginsWhereItIsWanted() throws IOException {
        Path file = folder.resolve("aligned.safetensors");
        SafetensorsWriter.create().alignedTo(64).write(ONE, file);
        try (SafetensorsFile opened = SafetensorsFile.open(file);
                TensorScope scope = TensorScope.open()) {
            assertThat((Files.size(file) - ONE.tensors().get("x").bytes()) % 64).isZero();
            assertThat(TensorData.floats(opened.read("x"))).containsExactly(1, 2);
        }
        assertThatThrownBy(() -> SafetensorsWriter.create().alignedTo(12))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a multiple of 8 bytes, got 12");
    }

    @Test
    void everyTensorIsAlignedWhateverTheOrder() {
        Path file = folder.resolve("mixed.safetensors");
        Tensors tensors = new Tensors();
        for (ElementType type : ElementType.values()) {
            tensors.with("odd " + type, type, 3).with("a" + type, type, 1);
        }
        SafetensorsWriter.create().metadata("odd", "x").write(tensors, file);
        try (SafetensorsFile opened = SafetensorsFile.open(file);
                TensorScope scope = TensorScope.open()) {
            assertThat(opened.tensors()).containsExactlyInAnyOrderEntriesOf(tensors.tensors());
            opened.tensors()
                    .forEach((name, info) -> assertThat(
                                    opened.read(name).data_ptr().address()
                                            % info.type().bytes())
                            .isZero());
        }
    }

    @ParameterizedTest
    @CsvSource({"F64, F32", "F32, F16", "F32, BF16", "F16, BF16", "BF16, F16"})
    void precisionIsNotLostUnlessAskedFor(ElementType from, ElementType to) {
        Path file = folder.resolve("narrow.safetensors");
        Tensors tensors =
                new Tensors().with("third", from, new double[] {1 / 3.0}, 1).with("ids", ElementType.I64, 2);
        assertThatThrownBy(() -> SafetensorsWriter.create().widenedTo(to).write(tensors, file))
                .isInstanceOf(WeightsException.class)
                .hasMessage("tensor third is " + from + " [1], which " + to
                        + " cannot hold exactly; write a type that can, or ask for rounding");
        assertThat(folder).isEmptyDirectory();

        SafetensorsWriter.create().roundedTo(to).write(tensors, file);
        try (SafetensorsFile opened = SafetensorsFile.open(file);
                TensorScope scope = TensorScope.open()) {
            assertThat(opened.tensors())
                    .containsOnly(
                            Map.entry("third", TensorInfo.of(to, 1)),
                            Map.entry("ids", TensorInfo.of(ElementType.I64, 2)));
            assertThat(TensorData.doubles(opened.read("third"))[0])
                    .isCloseTo(1 / 3.0, org.assertj.core.data.Offset.offset(0x1p-9));
        }
    }

    @Test
    void widerTypesHoldWhatWasThere() {
        Path file = folder.resolve("wide.safetensors");
        Tensors tensors = new Tensors()
                .with("half", ElementType.F16, new double[] {65504, -0x1p-24}, 2)
                .with("brain", ElementType.BF16, new double[] {0x1p127}, 1)
                .with("mask", ElementType.BOOL, 2);
        SafetensorsWriter.create().widenedTo(ElementType.F32).write(tensors, file);
        try (SafetensorsFile opened = SafetensorsFile.open(file);
                TensorScope scope = TensorScope.open()) {
            assertThat(TensorData.doubles(opened.read("half"))).containsExactly(65504, -0x1p-24);
            assertThat(TensorData.doubles(opened.read("brain"))).containsExactly(0x1p127);
            assertThat(opened.tensors()).containsEntry("half", TensorInfo.of(ElementType.F32, 2));
            assertThat(opened.tensors()).containsEntry("mask", TensorInfo.of(ElementType.BOOL, 2));
        }
    }

    @Test
    void aNumberThatWouldBecomeInfiniteIsRefusedAndInfinityIsNot() {
        Path file = folder.resolve("range.safetensors");
        SafetensorsWriter toHalf = SafetensorsWriter.create().roundedTo(ElementType.F16);
        Tensors infinite =
                new Tensors().with("w", ElementType.F32, new double[] {Double.POSITIVE_INFINITY, Double.NaN}, 2);
        toHalf.write(infinite, file);

        Tensors large = new Tensors().with("w", ElementType.F32, new double[] {1, -70000}, 2);
        assertThatThrownBy(() -> toHalf.write(large, file))
                .isInstanceOf(WeightsException.class)
                .hasMessage("tensor w has numbers beyond the range of F16; write BF16 or F32 instead");
    }

    @Test
    void aFailureLeavesTheOldFileAndNothingElse() throws Exception {
        Path file = folder.resolve("kept.safetensors");
        SafetensorsWriter.create().write(ONE, file);
        byte[] before = Files.readAllBytes(file);
        TensorSource failing = new TensorSource() {
            @Override
            public ImmutableMap<String, TensorInfo> tensors() {
                return ImmutableMap.of("x", TensorInfo.of(ElementType.F32, 2), "y", TensorInfo.of(ElementType.F32, 3));
            }

            @Override
            public Tensor read(String name) {
                return ONE.read("x");
            }

            @Override
            public String origin() {
                return "a liar";
            }

            @Override
            public void close() {}
        };
        assertThatThrownBy(() -> SafetensorsWriter.create().write(failing, file))
                .isInstanceOf(WeightsException.class)
                .hasMessage("a liar announced tensor y as F32 [3] and then gave F32 [2]");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void aFileThatIsBeingReadCanBeReplacedEvenByItself() {
        Path file = folder.resolve("itself.safetensors");
        SafetensorsWriter.create().write(ONE, file);
        try (SafetensorsFile opened = SafetensorsFile.open(file);
                Tensor before = opened.read("x")) {
            SafetensorsWriter.create().roundedTo(ElementType.F16).write(opened, file);
            assertThat(TensorData.floats(before)).containsExactly(1, 2);
        }
        try (SafetensorsFile opened = SafetensorsFile.open(file)) {
            assertThat(opened.tensors()).containsExactly(Map.entry("x", TensorInfo.of(ElementType.F16, 2)));
        }
    }

    @Test
    void whatTheFormatCannotSayIsRefused() {
        Path file = folder.resolve("impossible.safetensors");
        SafetensorsWriter writer = SafetensorsWriter.create();
        assertThatThrownBy(() -> writer.write(new Tensors().with("__metadata__", ElementType.U8, 1), file))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("the test has a tensor __metadata__");
        assertThatThrownBy(() -> writer.write(new Tensors().with("\uD800", ElementType.U8, 1), file))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("half a surrogate pair");
        assertThatThrownBy(() -> writer.roundedTo(ElementType.I8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected F64, F32, F16 or BF16");
        assertThatThrownBy(() -> writer.write(ONE, folder.resolve("no/such/folder.safetensors")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("folder.safetensors cannot be written");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void nothingNativeIsLeftBehind() throws IOException {
        Tensors tensors = new Tensors().with("x", ElementType.F64, 1000).with("y", ElementType.U8, 7);
        byte[][] written = new byte[2][];
        long before = Pointer.totalCount();
        for (int i = 0; i < 2; i++) {
            Path file = folder.resolve("same.safetensors");
            SafetensorsWriter.create().roundedTo(ElementType.BF16).write(tensors, file);
            written[i] = Files.readAllBytes(file);
        }
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
        assertThat(Arrays.equals(written[0], written[1]))
                .as("the same source gives the same bytes")
                .isTrue();
    }
}
