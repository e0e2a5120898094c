package io.iclight.io.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.io.file.FileAccessException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {

    private static final ImageDecoder DECODER = ImageDecoder.STANDARD;

    @TempDir
    private Path folder;

    static Stream<ImageEncoding> encodings() {
        return Stream.of(PngEncoding.PLAIN, JpegEncoding.STANDARD, WebpEncoding.LOSSLESS, WebpEncoding.lossy(90));
    }

    static Stream<ImageEncoding> lossless() {
        return Stream.of(PngEncoding.PLAIN, WebpEncoding.LOSSLESS);
    }

    @ParameterizedTest
    @MethodSource("lossless")
    void losslessFilesComeBackEqual(ImageEncoding encoding) {
        Random random = new Random(1);
        for (int i = 0; i < 10; i++) {
            for (PixelFormat format : PixelFormat.values()) {
                Image image = RandomImages.noise(i, RandomImages.size(random, 70), format);
                Image read = DECODER.decode(encoding.encode(image), "test");
                boolean greyInWebp = format == PixelFormat.GREY && encoding instanceof WebpEncoding;

                assertThat(read).isEqualTo(greyInWebp ? image.toRgb() : image);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void lossyFilesComeBackAlike(ImageEncoding encoding) {
        Image image = RandomImages.ramps(new ImageSize(64, 48), PixelFormat.RGB);
        Image read = DECODER.decode(encoding.encode(image), "test");

        assertThat(read.size()).isEqualTo(image.size());
        for (int i = 0; i < image.raw().length; i++) {
            assertThat(Math.abs((read.raw()[i] & 0xFF) - (image.raw()[i] & 0xFF)))
                    .isLessThan(12);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void turnsPhotosUpright(int number) {
        // A bright spot in the upper left corner of a dark picture, as the camera stores it.
        byte[] samples = new byte[32 * 16];
        for (int y = 0; y < 8; y++) {
            Arrays.fill(samples, y * 32, y * 32 + 8, (byte) 250);
        }
        Image stored = Image.of(new ImageSize(32, 16), PixelFormat.GREY, samples);
        boolean seenRight = number == 2 || number == 3 || number == 6 || number == 7;
        boolean seenBelow = number == 3 || number == 4 || number == 7 || number == 8;
        ImageSize size = number < 5 ? new ImageSize(32, 16) : new ImageSize(16, 32);
        byte[] bigEndian = TestFiles.exif(number, ByteOrder.BIG_ENDIAN);
        byte[] littleEndian = TestFiles.exif(number, ByteOrder.LITTLE_ENDIAN);
        byte[] jpeg = JpegEncoding.STANDARD.encode(stored);
        byte[] png = PngEncoding.PLAIN.encode(stored);

        for (byte[] file : new byte[][] {
            TestFiles.jpegWithExif(jpeg, bigEndian),
            TestFiles.jpegWithExif(jpeg, littleEndian),
            TestFiles.pngWithChunk(png, "eXIf", bigEndian)
        }) {
            Image seen = DECODER.decode(file, "test");

            assertThat(seen.size()).isEqualTo(size);
            assertThat(seen.sample(seenRight ? size.width() - 2 : 1, seenBelow ? size.height() - 2 : 1, 0))
                    .isGreaterThan(200);
            assertThat(seen.sample(seenRight ? 1 : size.width() - 2, seenBelow ? 1 : size.height() - 2, 0))
                    .isLessThan(50);
        }
    }

    @Test
    void goesByContentAndNotByName() {
        Image image = RandomImages.noise(2, new ImageSize(6, 5), PixelFormat.RGB);
        Path file = folder.resolve("photo.jpg");
        PngEncoding.PLAIN.write(image, file);

        assertThat(DECODER.read(file)).isEqualTo(image);
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void refusesTruncatedFilesAtEveryCut(ImageEncoding encoding) {
        byte[] file = encoding.encode(RandomImages.noise(3, new ImageSize(9, 7), PixelFormat.RGB));
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);

            assertThatThrownBy(() -> DECODER.decode(cut, "cut.file"))
                    .isInstanceOf(ImageFileException.class)
                    .hasMessageStartingWith("cut.file: ");
        }
    }

    @Test
    void refusesJpegDataThatEndEarly() {
        byte[] file = JpegEncoding.STANDARD.encode(RandomImages.noise(4, new ImageSize(64, 64), PixelFormat.RGB));
        byte[] closed = TestFiles.concat(Arrays.copyOf(file, file.length / 2), new byte[] {(byte) 0xFF, (byte) 0xD9});

        assertThatThrownBy(() -> DECODER.decode(closed, "half.jpg"))
                .isInstanceOf(ImageFileException.class)
                .hasMessageContaining("half.jpg: its pixels cannot be decoded: Corrupt JPEG data");
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void survivesDamagedFiles(ImageEncoding encoding) {
        byte[] file = encoding.encode(RandomImages.ramps(new ImageSize(24, 17), PixelFormat.RGB));
        // Every second file is damaged near its beginning, where the headers are.
        Random random = new Random(5);
        for (int i = 0; i < 600; i++) {
            byte[] damaged = file.clone();
            int reach = i % 2 == 0 ? damaged.length : Math.min(damaged.length, 60);
            for (int j = 0; j <= random.nextInt(4); j++) {
                damaged[random.nextInt(reach)] = (byte) random.nextInt();
            }

            assertThatCode(() -> decodeOrRefuse(damaged)).doesNotThrowAnyException();
        }
    }

    private static void decodeOrRefuse(byte[] file) {
        try {
            DECODER.withMaxPixels(1_000_000).decode(file, "damaged");
        } catch (ImageFileException e) {
            assertThat(e).hasMessageStartingWith("damaged: ");
        }
    }

    @Test
    void refusesBombsBeforeDecoding() {
        Image pixel = Image.filled(new ImageSize(1, 1), 1, 2, 3);
        byte[] png = TestFiles.pngOfSize(PngEncoding.PLAIN.encode(pixel), 60_000, 60_000);
        byte[] jpeg = JpegEncoding.STANDARD.encode(pixel);
        int frame = indexOfFrame(jpeg);
        Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0xF0);
        byte[] webp = WebpEncoding.LOSSLESS.encode(pixel);
        Arrays.fill(webp, 21, 25, (byte) 0xFF);

        for (byte[] bomb : new byte[][] {png, jpeg, webp}) {
            assertThatThrownBy(() -> DECODER.decode(bomb, "bomb"))
                    .isInstanceOf(ImageTooLargeException.class)
                    .hasMessageMatching("bomb: expected at most 100000000 pixels, found \\d+x\\d+ = \\d+; make it .*");
        }
    }

    private static int indexOfFrame(byte[] jpeg) {
        for (int i = 0; i < jpeg.length - 1; i++) {
            if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xC0) {
                return i;
            }
        }
        throw new AssertionError("no frame");
    }

    @Test
    void limitsCanBeSetPerCall() {
        byte[] file = PngEncoding.PLAIN.encode(Image.filled(new ImageSize(10, 10), 5));

        assertThat(DECODER.withMaxPixels(100).decode(file, "test").size().pixels())
                .isEqualTo(100);
        assertThatThrownBy(() -> DECODER.withMaxPixels(99).decode(file, "test"))
                .isInstanceOf(ImageTooLargeException.class)
                .hasMessageContaining("found 10x10 = 100");
    }

    @ParameterizedTest
    @EnumSource
    void ignoresExifThatMakesNoSense(ImageFormat format) {
        Image image = RandomImages.ramps(new ImageSize(8, 8), PixelFormat.GREY);
        byte[] nonsense = new byte[300];
        new Random(6).nextBytes(nonsense);
        byte[] file = switch (format) {
            case JPEG -> TestFiles.jpegWithExif(JpegEncoding.STANDARD.encode(image), nonsense);
            case PNG -> TestFiles.pngWithChunk(PngEncoding.PLAIN.encode(image), "eXIf", nonsense);
            case WEBP -> WebpEncoding.LOSSLESS.encode(image);
        };

        assertThat(DECODER.decode(file, "test").size()).isEqualTo(image.size());
    }

    @Test
    void ignoresExifThatBreaksOff() {
        byte[] png = PngEncoding.PLAIN.encode(Image.filled(new ImageSize(8, 4), 5));
        byte[] whole = TestFiles.exif(6, ByteOrder.LITTLE_ENDIAN);
        int endOfTag = 22;
        for (int length = 0; length < endOfTag; length++) {
            byte[] file = TestFiles.pngWithChunk(png, "eXIf", Arrays.copyOf(whole, length));

            assertThat(DECODER.decode(file, "test").size()).isEqualTo(new ImageSize(8, 4));
        }
    }

    @Test
    void readsExifWhoseDirectoriesHoldOthersWithoutEnd() {
        byte[] png = PngEncoding.PLAIN.encode(Image.filled(new ImageSize(8, 4), 5));
        byte[] file = TestFiles.pngWithChunk(png, "eXIf", TestFiles.nestedExif(6, 100_000));

        assertThat(DECODER.decode(file, "test").size()).isEqualTo(new ImageSize(4, 8));
    }

    @Test
    void namesFilesThatAreMissingOrOfAnotherKind() throws Exception {
        Path missing = folder.resolve("missing.png");
        Path text = Files.writeString(folder.resolve("text.png"), "GIF89a and so on");

        assertThatThrownBy(() -> DECODER.read(missing))
                .isInstanceOf(FileAccessException.class)
                .hasMessageContaining("missing.png cannot be read: it is not there");
        assertThatThrownBy(() -> DECODER.read(folder))
                .isInstanceOf(FileAccessException.class)
                .hasMessageContaining("it is a folder");
        assertThatThrownBy(() -> DECODER.read(text))
                .isInstanceOf(ImageFileException.class)
                .hasMessageContaining("text.png: expected a JPEG, PNG or WebP picture, found a file of 16 bytes that"
                        + " begins with 47 49 46 38 39 61 20 61; convert it");
    }
}
