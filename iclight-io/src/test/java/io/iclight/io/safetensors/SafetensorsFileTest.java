package io.iclight.io.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.io.machine.MemoryWatch;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.WeightsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SafetensorsFileTest {

    private static final String PAIR = """
            {"a": {"dtype": "F32", "shape": [2, 1], "data_offsets": [0, 8]},
             "b": {"dtype": "U8", "shape": [3], "data_offsets": [8, 11]}}""";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void everyTypeIsReadAsItIs(ElementType type) {
        Path file = folder.resolve("typed.safetensors");
        SafetensorsWriter.create().write(new Tensors().with("x", type, 3, 2), file);
        try (SafetensorsFile opened = SafetensorsFile.open(file);
                TensorScope scope = TensorScope.open()) {
            Tensor x = opened.read("x");
            assertThat(opened.tensors()).containsExactly(Map.entry("x", TensorInfo.of(type, 3, 2)));
            assertThat(ElementType.of(x.scalar_type())).isEqualTo(type);
            assertThat(TensorData.shape(x).asList()).containsExactly(3L, 2L);
            assertThat(TensorData.doubles(x)).containsExactly(0, 1, 0, 1, 0, 1);
        }
    }

    @Test
    void largeAlignedTensorsAreViewsOfTheFileAndOthersCopies() {
        // The data begins at a multiple of 4, and "odd" 1 byte after one.
        String header = """
                {"large": {"dtype": "F32", "shape": [262144], "data_offsets": [0, 1048576]},
                 "small": {"dtype": "F32", "shape": [1], "data_offsets": [1048576, 1048580]},
                 "byte": {"dtype": "U8", "shape": [], "data_offsets": [1048580, 1048581]},
                 "odd": {"dtype": "F32", "shape": [262144], "data_offsets": [1048581, 2097157]}}""";
        String padded = header + " ".repeat((4 - header.length() % 4) % 4);
        Path file = RawFile.write(folder.resolve("odd.safetensors"), padded, 2097157);
        try (SafetensorsFile opened = SafetensorsFile.open(file);
                TensorScope scope = TensorScope.open()) {
            long begin = opened.read("large").data_ptr().address();
            Tensor small = opened.read("small");
            Tensor odd = opened.read("odd");
            assertThat(opened.read("large").data_ptr().address()).isEqualTo(begin);
            assertThat(small.data_ptr().address()).isNotEqualTo(begin + 1048576);
            assertThat(odd.data_ptr().address()).isNotEqualTo(begin + 1048581);
            assertThat(bytes(opened.read("large").narrow(0, 0, 1))).containsExactly(1, 2, 3, 4);
            assertThat(bytes(small)).containsExactly(1, 2, 3, 4);
            assertThat(bytes(opened.read("byte"))).containsExactly(5);
            assertThat(bytes(odd.narrow(0, 0, 1))).containsExactly(6, 7, 8, 9);
        }
    }

    @Test
    void emptyTensorsAndScalarsAreTensors() {
        Path file = folder.resolve("small.safetensors");
        Tensors tensors = new Tensors()
                .with("scalar", ElementType.F16, new double[] {0.5})
                .with("none", ElementType.F32, 0)
                .with("nothing", ElementType.I64, 2, 0, 3);
        SafetensorsWriter.create().write(tensors, file);
        try (SafetensorsFile opened = SafetensorsFile.open(file);
                TensorScope scope = TensorScope.open()) {
            assertThat(TensorData.shape(opened.read("nothing")).asList()).containsExactly(2L, 0L, 3L);
            assertThat(TensorData.longs(opened.read("nothing"))).isEmpty();
            assertThat(TensorData.floats(opened.read("none"))).isEmpty();
            assertThat(TensorData.shape(opened.read("scalar")).isEmpty()).isTrue();
            assertThat(TensorData.floats(opened.read("scalar"))).containsExactly(0.5f);
        }
    }

    @Test
    void namesAndPathsMayHaveAnyCharacters() {
        Path file = folder.resolve("Gewichte für 光.safetensors");
        Tensors tensors = new Tensors();
        List<String> names = List.of("", " ", "a.b", "\"quoted\\\"", "naïve", "光", "😀", "\u0000", "__metadata", "\n");
        names.forEach(name -> tensors.with(name, ElementType.U8, 1));
        SafetensorsWriter.create().write(tensors, file);
        try (SafetensorsFile opened = SafetensorsFile.open(file);
                TensorScope scope = TensorScope.open()) {
            assertThat(opened.tensors().keySet()).containsExactlyElementsOf(names);
            assertThat(TensorData.bytes(opened.read("光"))).containsExactly(0);
        }
    }

    @Test
    void aFileCutAnywhereIsRefusedInWords() {
        byte[] whole = RawFile.bytes(PAIR, 11);
        Path file = folder.resolve("cut.safetensors");
        for (int length = 0; length < whole.length; length++) {
            RawFile.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SafetensorsFile.open(file))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(SafetensorsException.class)
                    .hasMessageStartingWith(file + ": ")
                    .hasMessageContaining("download it again");
        }
        RawFile.write(file, whole);
        assertThatCode(() -> SafetensorsFile.open(file)).doesNotThrowAnyException();

        RawFile.write(file, Arrays.copyOf(whole, whole.length - 3));
        assertThatThrownBy(() -> SafetensorsFile.open(file))
                .hasMessageEndingWith("is truncated: its tensors need 11 bytes after the header, the file has 8 there;"
                        + " download it again");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':{'dtype':'U8','shape':[2],'data_offsets':[0,2]},'b':{'dtype':'U8','shape':[2],'data_offsets':[1,3]}}"
                        + "|has tensors that overlap: a and b",
                "{'a':{'dtype':'U8','shape':[1],'data_offsets':[0,1]},'b':{'dtype':'U8','shape':[1],'data_offsets':[2,3]}}"
                        + "|has a hole of 1 bytes before tensor b",
                "{'a':{'dtype':'U8','shape':[2],'data_offsets':[0,2]}}"
                        + "|has 1 bytes after its last tensor that belong to none",
                "{'a':{'dtype':'U8','shape':[3],'data_offsets':[0,3]},'a':{'dtype':'U8','shape':[3],'data_offsets':[0,3]}}"
                        + "|has a malformed header: header: Duplicate field 'a'",
                "{'a':{'dtype':'F8_E4M3','shape':[3],'data_offsets':[0,3]}}"
                        + "|tensor a has dtype F8_E4M3, expected one of [F64, F32, F16,",
                "{'a':{'dtype':'U8','shape':[2,2],'data_offsets':[0,3]}}"
                        + "|tensor a is U8 [2, 2], 4 bytes, but its range [0, 3] holds 3",
                "{'a':{'dtype':'U8','shape':[-3],'data_offsets':[0,3]}}|tensor a has a negative axis: [-3]",
                "{'a':{'dtype':'U8','shape':[3],'data_offsets':[3,0]}}|tensor a has data_offsets [3, 0], expected",
                "{'a':{'dtype':'U8','shape':[3],'data_offsets':[0,3,3]}}|tensor a has data_offsets [0, 3, 3], expected",
                "{'a':{'dtype':'F64','shape':[4611686018427387904],'data_offsets':[0,3]}}"
                        + "|tensor a has more elements than can be counted",
                "{'a':{'dtype':'U8','shape':[0,4611686018427387904,4],'data_offsets':[0,0]}}"
                        + "|tensor a has more elements than can be counted",
                "{'a':{'dtype':'U8','shape':[3.0],'data_offsets':[0,3]}}"
                        + "|header › a: expected a list of whole numbers under 'shape', found 3.0 in it",
                "{'a':[]}|header: expected an object under 'a', found []",
                "{'__metadata__':{'step':1}}|header › __metadata__: expected a string under 'step', found 1",
                "[]|has a header that does not begin with {"
            })
    void aMalformedHeaderIsRefusedInWords(String header, String message) {
        Path file = RawFile.write(folder.resolve("bad.safetensors"), header.replace('\'', '"'), 3);
        assertThatThrownBy(() -> SafetensorsFile.open(file))
                .isInstanceOf(SafetensorsException.class)
                .hasMessageStartingWith(file + ": ")
                .satisfies(e -> assertThat(e.getMessage().replace('"', '\'')).contains(message));
    }

    @Test
    void noHeaderIsBelievedBeforeItIsChecked() {
        byte[] whole = RawFile.bytes(PAIR, 11);
        Path file = folder.resolve("fuzzed.safetensors");
        Random random = new Random(42);
        String[] pieces = {"0", "9223372036854775807", "-1", "\"", "{", "[", "1e9", "null", ",", "F64", "BOOL", "999999"
        };
        int opened = 0;
        for (int round = 0; round < 2_000; round++) {
            byte[] mutated = whole.clone();
            for (int edit = random.nextInt(4); edit >= 0; edit--) {
                byte[] piece = random.nextBoolean()
                        ? pieces[random.nextInt(pieces.length)].getBytes()
                        : new byte[] {(byte) random.nextInt(256)};
                int at = random.nextInt(mutated.length - piece.length);
                System.arraycopy(piece, 0, mutated, at, piece.length);
            }
            RawFile.write(file, mutated);
            opened += readAll(file) ? 1 : 0;
        }
        assertThat(opened).as("some are only changed in their names or data").isBetween(10, 1_990);
    }

    private static boolean readAll(Path file) {
        try (SafetensorsFile opened = SafetensorsFile.open(file);
                TensorScope scope = TensorScope.open()) {
            opened.tensors().keySet().forEach(name -> TensorData.shape(opened.read(name)));
            return true;
        } catch (WeightsException e) {
            assertThat(e).hasMessageStartingWith(file + ": ");
            return false;
        }
    }

    @Test
    void aBooleanIsOneOrZero() {
        Path file = RawFile.write(
                folder.resolve("bool.safetensors"),
                "{\"mask\": {\"dtype\": \"BOOL\", \"shape\": [3], \"data_offsets\": [0, 3]}}",
                3);
        try (SafetensorsFile opened = SafetensorsFile.open(file)) {
            assertThatThrownBy(() -> opened.read("mask"))
                    .isInstanceOf(SafetensorsException.class)
                    .hasMessageEndingWith("has other bytes than 0 and 1 in tensor mask, a BOOL");
        }
    }

    @Test
    void aFileOverTwoGibibytesIsReadToItsEnd() throws Exception {
        long bytes = (3L << 30) + 2;
        String header = "{\"zeros\": {\"dtype\": \"U8\", \"shape\": [%d], \"data_offsets\": [0, %d]},"
                        .formatted(bytes - 2, bytes - 2)
                + "\"end\": {\"dtype\": \"U8\", \"shape\": [2], \"data_offsets\": [%d, %d]}}"
                        .formatted(bytes - 2, bytes);
        Path file = RawFile.write(folder.resolve("large.safetensors"), header, 0);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.seek(sparse.length() + bytes - 2);
            sparse.write(new byte[] {7, 8});
        }
        try (SafetensorsFile opened = SafetensorsFile.open(file);
                TensorScope scope = TensorScope.open()) {
            assertThat(bytes(opened.read("end"))).containsExactly(7, 8);
            Tensor zeros = opened.read("zeros");
            assertThat(zeros.numel()).isEqualTo(bytes - 2);
            assertThat(zeros.narrow(0, bytes - 4, 2).sum().item_long()).isZero();
        }
    }

    @Test
    void writingToATensorOfAReadOnlyFileChangesNoFile() throws Exception {
        Path file = zeros("read-only.safetensors", 1, 1L << 20);
        byte[] before = Files.readAllBytes(file);
        assertThat(file.toFile().setReadOnly()).isTrue();
        try (SafetensorsFile opened = SafetensorsFile.open(file);
                TensorScope scope = TensorScope.open()) {
            opened.read("t0").fill_(new Scalar(1));
            assertThat(opened.read("t0").sum().item_float()).isEqualTo(1 << 18);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void tensorsOutliveTheFileAndNothingElseDoes() {
        Path file = RawFile.write(folder.resolve("closed.safetensors"), PAIR, 11);
        long before = Pointer.totalCount();
        SafetensorsFile opened = SafetensorsFile.open(file);
        try (Tensor a = opened.read("a");
                Tensor b = opened.read("b")) {
            opened.close();
            opened.close();
            assertThat(bytes(a)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
            assertThat(bytes(b)).containsExactly(9, 10, 11);
            assertThatThrownBy(() -> opened.read("a"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(file + " is closed");
        }
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    @Test
    void threadsReadOneFileAtOnceWhileItIsClosed() {
        Path file = folder.resolve("shared.safetensors");
        Tensors tensors = new Tensors();
        IntStream.range(0, 64).forEach(i -> tensors.with("t" + i, ElementType.F32, new double[] {i, i}, 2));
        SafetensorsWriter.create().write(tensors, file);
        for (int round = 0; round < 10; round++) {
            SafetensorsFile opened = SafetensorsFile.open(file);
            int closeAt = round * 50;
            IntStream.range(0, 1_000).parallel().forEach(i -> {
                if (i == closeAt) {
                    opened.close();
                }
                try (TensorScope scope = TensorScope.open()) {
                    assertThat(TensorData.floats(opened.read("t" + i % 64))).containsExactly(i % 64, i % 64);
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessageEndingWith("is closed");
                }
            });
            opened.close();
        }
    }

    @Test
    void aFileThatWasReplacedBeforeTheFirstReadIsNotMisread() {
        Path file = RawFile.write(folder.resolve("replaced.safetensors"), PAIR, 11);
        try (SafetensorsFile opened = SafetensorsFile.open(file)) {
            RawFile.write(file, new byte[10]);
            assertThatThrownBy(() -> opened.read("a"))
                    .isInstanceOf(SafetensorsException.class)
                    .hasMessageContaining("changed after it was opened: it had ")
                    .hasMessageEndingWith("and now has 10");
        }
    }

    /** Sparse: a name and as many zeros for each tensor. */
    private Path zeros(String name, int tensors, long bytesEach) throws IOException {
        String header = IntStream.range(0, tensors)
                .mapToObj(i -> "\"t%d\": {\"dtype\": \"F32\", \"shape\": [%d], \"data_offsets\": [%d, %d]}"
                        .formatted(i, bytesEach / 4, i * bytesEach, (i + 1) * bytesEach))
                .collect(Collectors.joining(",", "{", "}"));
        String aligned = header + " ".repeat((8 - header.length() % 8) % 8);
        Path file = RawFile.write(folder.resolve(name), aligned, 0);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(sparse.length() + tensors * bytesEach);
        }
        return file;
    }

    @Test
    void aFileThatIsReadThroughIsNotInMemoryWhole() throws Exception {
        try (SafetensorsFile opened = SafetensorsFile.open(zeros("long.safetensors", 24, 1L << 25));
                MemoryWatch watch = MemoryWatch.start()) {
            long before = watch.peakBytes();
            for (String name : opened.tensors().keySet()) {
                try (TensorScope scope = TensorScope.open()) {
                    assertThat(opened.read(name).sum().item_float()).isZero();
                }
            }
            assertThat(watch.peakBytes() - before).isLessThan(1L << 28);
        }
    }

    @Test
    void aFileThatIsReplacedWhileItIsReadIsNotMixedWithTheOther() throws Exception {
        Path file = zeros("half-read.safetensors", 4, 1L << 25);
        try (SafetensorsFile opened = SafetensorsFile.open(file);
                TensorScope scope = TensorScope.open()) {
            opened.read("t0");
            Files.move(zeros("other.safetensors", 4, 1L << 25), file, StandardCopyOption.REPLACE_EXISTING);
            opened.read("t1");
            assertThatThrownBy(() -> opened.read("t2"))
                    .isInstanceOf(SafetensorsException.class)
                    .hasMessageEndingWith("changed after it was opened: it was replaced or written to; open it again");
        }
    }

    @Test
    void aPathThatCannotBeMappedIsRefusedInWords() throws Exception {
        try (FileSystem zip = FileSystems.newFileSystem(folder.resolve("a.zip"), Map.of("create", true))) {
            Path inside = RawFile.write(zip.getPath("/x.safetensors"), PAIR, 11);
            assertThatThrownBy(() -> SafetensorsFile.open(inside))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("expected a file on disk; copy it to one first");
        }
    }

    private static byte[] bytes(Tensor tensor) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            TensorData.write(tensor, Channels.newChannel(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
