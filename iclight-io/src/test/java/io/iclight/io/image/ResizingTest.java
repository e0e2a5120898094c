package io.iclight.io.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ResizingTest {

    static Stream<Resizer> resizers() {
        return Stream.concat(
                Stream.concat(Stream.of(PillowFilter.values()), Stream.of(OpenCvInterpolation.values())),
                Stream.of(CenterCrop.LANCZOS));
    }

    @ParameterizedTest
    @MethodSource("resizers")
    void changesNothingAtTheSameSize(Resizer resizer) {
        for (PixelFormat format : PixelFormat.values()) {
            Image image = RandomImages.noise(1, new ImageSize(13, 8), format);

            assertThat(resizer.resize(image, image.size())).isEqualTo(image);
        }
    }

    @ParameterizedTest
    @MethodSource("resizers")
    void keepsOneColour(Resizer resizer) {
        Random random = new Random(2);
        for (int i = 0; i < 50; i++) {
            ImageSize even = new ImageSize(2 * (1 + random.nextInt(40)), 2 * (1 + random.nextInt(40)));
            int level = random.nextInt(256);
            Image image = Image.filled(RandomImages.size(random, 90), level, 255 - level, 7, 255);

            assertThat(resizer.resize(image, even)).isEqualTo(Image.filled(even, level, 255 - level, 7, 255));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NEAREST")
    void hidesTheColourOfTransparentPixels(PillowFilter filter) {
        byte[] samples = new byte[64 * 64 * 4];
        for (int pixel = 0; pixel < 64 * 64; pixel++) {
            boolean opaque = pixel % 64 < 32;
            samples[pixel * 4] = (byte) (opaque ? 0 : 255);
            samples[pixel * 4 + 1] = (byte) 200;
            samples[pixel * 4 + 3] = (byte) (opaque ? 255 : 0);
        }
        Image resized =
                filter.resize(Image.of(new ImageSize(64, 64), PixelFormat.RGBA, samples), new ImageSize(23, 23));

        for (int x = 0; x < 23; x++) {
            assertThat(resized.sample(x, 11, 0)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void computesNoMoreThanAPart(PillowFilter filter) {
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            Image image = RandomImages.noise(
                    i,
                    RandomImages.size(random, 40),
                    PixelFormat.values()[random.nextInt(PixelFormat.values().length)]);
            ImageSize target = new ImageSize(
                    random.nextInt(4) == 0 ? image.width() : 1 + random.nextInt(50),
                    random.nextInt(4) == 0 ? image.height() : 1 + random.nextInt(50));
            int left = random.nextInt(target.width());
            int top = random.nextInt(target.height());
            PixelBox part = new PixelBox(
                    left,
                    top,
                    left + 1 + random.nextInt(target.width() - left),
                    top + 1 + random.nextInt(target.height() - top));

            assertThat(filter.resize(image, target, part))
                    .isEqualTo(filter.resize(image, target).crop(part));
        }
    }

    @Test
    void refusesWhatIsTooNarrowToCover() {
        Image line = Image.filled(new ImageSize(4_000_000, 1), 9);
        assertThatThrownBy(() -> CenterCrop.LANCZOS.resize(line, new ImageSize(512, 640)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4000000x1 is too narrow to cover 512x640");
        assertThat(CenterCrop.LANCZOS.resize(line, new ImageSize(64, 64)))
                .isEqualTo(Image.filled(new ImageSize(64, 64), 9));
    }

    @Test
    void cropsTheMiddle() {
        Image striped = RandomImages.ramps(new ImageSize(300, 100), PixelFormat.GREY);
        Image cropped = CenterCrop.LANCZOS.resize(striped, new ImageSize(100, 100));

        assertThat(cropped).isEqualTo(striped.crop(new PixelBox(100, 0, 200, 100)));
    }

    @Test
    void givesEvenSizesExactly() {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            ImageSize even = new ImageSize(2 * (1 + random.nextInt(30)), 2 * (1 + random.nextInt(30)));
            Image image = Image.filled(RandomImages.size(random, 70), 9);

            assertThat(CenterCrop.LANCZOS.resize(image, even).size()).isEqualTo(even);
        }
    }

    @ParameterizedTest
    @EnumSource
    void interpolatesConstantsAndSameSizes(TorchInterpolation interpolation) {
        Random random = new Random(4);
        for (int i = 0; i < 50; i++) {
            ImageSize size = RandomImages.size(random, 40);
            FloatImage image = FloatImage.ofUnit(RandomImages.noise(i, size, PixelFormat.RGB));
            FloatImage constant = FloatImage.ofUnit(Image.filled(size, 99));

            assertThat(interpolation.stretch(image, size)).isEqualTo(image);
            for (float value : interpolation
                    .stretch(constant, RandomImages.size(random, 40))
                    .values()) {
                assertThat(value).isCloseTo(99 / 255f, Offset.offset(1e-6f));
            }
        }
    }

    @Test
    void doublesToMultiplesOf64() {
        assertThat(new ImageSize(512, 640).highres(1.5)).isEqualTo(new ImageSize(768, 960));
        assertThat(new ImageSize(160, 160).highres(1)).isEqualTo(new ImageSize(128, 128));
        assertThatThrownBy(() -> new ImageSize(64, 640).highres(0.5)).hasMessageContaining("choose a larger scale");
    }
}
