package io.iclight.io.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageTest {

    private static final ImageSize SIZE = new ImageSize(7, 5);

    @ParameterizedTest
    @EnumSource
    void goesToAwtAndBack(PixelFormat format) {
        Image image = RandomImages.noise(1, SIZE, format);

        assertThat(Image.of(image.toBufferedImage())).isEqualTo(image);
    }

    @Test
    void readsPackedAwtImages() {
        Image rgb = RandomImages.noise(2, SIZE, PixelFormat.RGB);
        BufferedImage packed = new BufferedImage(7, 5, BufferedImage.TYPE_INT_RGB);
        packed.setRGB(0, 0, 7, 5, rgb.toBufferedImage().getRGB(0, 0, 7, 5, null, 0, 7), 0, 7);

        assertThat(Image.of(packed)).isEqualTo(rgb);
    }

    @Test
    void dividesPremultipliedColours() {
        BufferedImage premultiplied = new BufferedImage(1, 1, BufferedImage.TYPE_4BYTE_ABGR_PRE);
        premultiplied.getRaster().setPixel(0, 0, new int[] {100, 50, 0, 100});

        assertThat(Image.of(premultiplied)).isEqualTo(Image.filled(new ImageSize(1, 1), 255, 128, 0, 100));
    }

    @Test
    void doesNotBrightenGrey() {
        BufferedImage bytes = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        bytes.getRaster().setSample(0, 0, 0, 100);
        BufferedImage shorts = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        shorts.getRaster().setSample(0, 0, 0, 100 << 8 | 0xFF);

        assertThat(Image.of(bytes)).isEqualTo(Image.filled(new ImageSize(1, 1), 100));
        assertThat(Image.of(shorts)).isEqualTo(Image.filled(new ImageSize(1, 1), 100));
    }

    @Test
    void cannotBeChangedFromOutside() {
        byte[] samples = new byte[SIZE.width() * SIZE.height()];
        Image image = Image.of(SIZE, PixelFormat.GREY, samples);
        samples[0] = 1;
        image.samples()[0] = 1;

        assertThat(image.sample(0, 0, 0)).isZero();
    }

    @Test
    void cropsAndFlips() {
        Image image = RandomImages.noise(3, SIZE, PixelFormat.RGB);
        Image cropped = image.crop(new PixelBox(2, 1, 6, 4));

        assertThat(cropped.size()).isEqualTo(new ImageSize(4, 3));
        assertThat(cropped.sample(3, 2, 1)).isEqualTo(image.sample(5, 3, 1));
        assertThat(image.flippedHorizontally().sample(0, 4, 2)).isEqualTo(image.sample(6, 4, 2));
        assertThat(image.flippedHorizontally().flippedHorizontally()).isEqualTo(image);
    }

    @Test
    void saysWhatDoesNotFit() {
        assertThatThrownBy(() -> Image.of(SIZE, PixelFormat.RGB, new byte[100]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an image of 7x5 RGB pixels has 105 samples, but 100 were given");
        assertThatThrownBy(() -> new ImageSize(0, 5)).hasMessageContaining("0x5");
        assertThatThrownBy(() -> Image.filled(SIZE, 256)).hasMessage("a sample is in 0..255, was 256");
        assertThatThrownBy(() -> Image.filled(SIZE, 1).crop(new PixelBox(0, 0, 8, 5)))
                .hasMessageContaining("reaches out of an image of 7x5");
    }
}
