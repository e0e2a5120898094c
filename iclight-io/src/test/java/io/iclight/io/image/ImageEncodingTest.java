package io.iclight.io.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageEncodingTest {

    private static final Image IMAGE = RandomImages.noise(1, new ImageSize(12, 9), PixelFormat.RGB);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"prompt\": \"sunshine\"}", "Abendlicht über 東京 🌇", "a\nb\tc", "\u0000"})
    void textsComeBackAndPixelsStay(String text) throws IOException {
        Path file = folder.resolve("relit.png");
        PngEncoding.PLAIN
                .withText("iclight", text)
                .withText("Software", "iclight")
                .write(IMAGE, file);

        assertThat(PngText.read(file)).isEqualTo(ImmutableMap.of("iclight", text, "Software", "iclight"));
        assertThat(ImageDecoder.STANDARD.read(file)).isEqualTo(IMAGE);
        assertThat(dataChunks(Files.readAllBytes(file))).isEqualTo(dataChunks(PngEncoding.PLAIN.encode(IMAGE)));
    }

    private static String dataChunks(byte[] png) {
        StringBuilder data = new StringBuilder();
        for (PngChunk chunk : PngChunk.readAll(FileCursor.of(png, "test"))) {
            if (chunk.type().equals("IDAT")) {
                data.append(new String(chunk.data(), StandardCharsets.ISO_8859_1));
            }
        }
        return data.toString();
    }

    @Test
    void laterTextsReplaceEarlierOnes() {
        byte[] file = PngEncoding.PLAIN.withText("a", "1").withText("a", "2").encode(IMAGE);

        assertThat(PngText.decode(file, "test")).isEqualTo(ImmutableMap.of("a", "2"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20})
    void refusesTextsThatUnpackToTooMuchTogether(int texts) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes("bomb\0\0".getBytes(StandardCharsets.US_ASCII));
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(data)) {
            deflater.write(new byte[(20 << 20) / texts]);
        }
        byte[] png = PngEncoding.PLAIN.encode(IMAGE);
        for (int i = 0; i < texts; i++) {
            png = TestFiles.pngWithChunk(png, "zTXt", data.toByteArray());
        }
        byte[] file = png;

        assertThat(ImageDecoder.STANDARD.decode(file, "test")).isEqualTo(IMAGE);
        assertThatThrownBy(() -> PngText.decode(file, "bomb.png"))
                .isInstanceOf(ImageFileException.class)
                .hasMessageContaining("bomb.png: expected texts that unpack to at most 16777216 bytes in all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " a", "a ", "ü", "a\u0000b"})
    void refusesKeywordsThatPngForbids(String keyword) {
        assertThatThrownBy(() -> PngEncoding.PLAIN.withText(keyword, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a PNG keyword has 1 to 79");
    }

    @Test
    void onlyPngHoldsTexts() {
        assertThatThrownBy(() -> PngText.decode(JpegEncoding.STANDARD.encode(IMAGE), "photo.jpg"))
                .hasMessage("photo.jpg: expected a PNG file, which holds texts, found JPEG");
    }

    @Test
    void replacesFilesAndLeavesNothingBehind() throws IOException {
        Path file = Files.writeString(folder.resolve("relit.webp"), "old");
        ImageEncoding.forFile(file).write(IMAGE, file);

        assertThat(ImageDecoder.STANDARD.read(file)).isEqualTo(IMAGE);
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void keepsTheOldFileWhenTheNewOneCannotBeWritten() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("taken.png"));
        Files.writeString(taken.resolve("inside"), "kept");

        assertThatThrownBy(() -> PngEncoding.PLAIN.write(IMAGE, taken)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> PngEncoding.PLAIN.write(IMAGE, folder.resolve("nowhere/a.png")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("a.png cannot be written: there is no folder");
        try (var files = Files.walk(folder)) {
            assertThat(files).containsExactlyInAnyOrder(folder, taken, taken.resolve("inside"));
        }
    }

    @Test
    void choosesByExtension() {
        assertThat(ImageEncoding.forFile(Path.of("a/b.PNG"))).isEqualTo(PngEncoding.PLAIN);
        assertThat(ImageEncoding.forFile(Path.of("b.jpeg"))).isEqualTo(JpegEncoding.STANDARD);
        assertThatThrownBy(() -> ImageEncoding.forFile(Path.of("b.gif")))
                .isInstanceOf(ImageFileException.class)
                .hasMessage("b.gif: expected a name that ends in .png, .jpg or .webp; rename it");
    }

    @Test
    void refusesWhatAFormatCannotHold() {
        assertThatThrownBy(() -> JpegEncoding.STANDARD.encode(Image.filled(new ImageSize(2, 2), 1, 2, 3, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("JPEG cannot hold opacity");
        assertThatThrownBy(() -> WebpEncoding.LOSSLESS.encode(Image.filled(new ImageSize(16384, 1), 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 16383 pixels");
        assertThatThrownBy(() -> new JpegEncoding(0)).hasMessage("quality must be in 1..100, was 0");
    }
}
