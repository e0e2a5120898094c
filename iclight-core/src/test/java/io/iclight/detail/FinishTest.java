package io.iclight.detail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.Matte;
import io.iclight.io.image.PixelBox;
import io.iclight.io.image.PixelFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FinishTest {

    private static final ImageSize SIZE = new ImageSize(64, 48);

    private static Image noisy(long seed, int red, int green, int blue) {
        Random random = new Random(seed);
        byte[] samples = new byte[64 * 48 * 3];
        int[] mean = {red, green, blue};
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (mean[i % 3] + random.nextInt(-12, 13));
        }
        return Image.of(SIZE, PixelFormat.RGB, samples);
    }

    private static Matte half() {
        float[] opacity = new float[64 * 48];
        for (int i = 0; i < opacity.length; i++) {
            opacity[i] = i % 64 < 32 ? 0 : 1;
        }
        return Matte.of(FloatImage.of(SIZE, 1, opacity));
    }

    @Test
    void labIsReadBack() {
        Image colours = noisy(1, 128, 90, 200);
        Lab lab = Lab.of(colours);
        byte[] back = new byte[64 * 48 * 3];
        for (int i = 0; i < 64 * 48; i++) {
            lab.write(i, back);
        }
        assertThat(back).isEqualTo(colours.samples());
        // The primaries as Lindbloom's calculator has them.
        Lab red = Lab.of(Image.filled(new ImageSize(1, 1), 255, 0, 0));
        assertThat(red.l()[0]).isCloseTo(53.24f, within(0.01f));
        assertThat(red.a()[0]).isCloseTo(80.09f, within(0.02f));
        assertThat(red.b()[0]).isCloseTo(67.20f, within(0.02f));
    }

    @Test
    void aColourOutOfRangeKeepsItsLightness() {
        Lab lab = new Lab(new float[] {50}, new float[] {120}, new float[] {-90});
        byte[] rgb = new byte[3];
        lab.write(0, rgb);
        Lab shown = Lab.of(Image.of(new ImageSize(1, 1), PixelFormat.RGB, rgb));
        assertThat(shown.l()[0]).isCloseTo(50, within(0.5f));
        assertThat(Math.atan2(shown.b()[0], shown.a()[0])).isCloseTo(Math.atan2(-90, 120), within(0.05));
    }

    @Test
    void aLockUndoesATintAndKeepsLightAndDetail() {
        Image photo = noisy(2, 150, 110, 90);
        Image tinted = noisy(3, 120, 130, 180);
        Original original = Original.of(photo, half(), SIZE);
        Image locked = new ColorLock(1).apply(tinted, original);
        assertThat(ColorLock.drift(tinted, original)).isGreaterThan(20);
        assertThat(ColorLock.drift(locked, original)).isLessThan(1);
        assertThat(ColorLock.drift(new ColorLock(0.5).apply(tinted, original), original))
                .isCloseTo(ColorLock.drift(tinted, original) / 2, within(1.0));
        Lab before = Lab.of(tinted);
        Lab after = Lab.of(locked);
        for (int i = 0; i < before.l().length; i++) {
            assertThat(after.l()[i]).isCloseTo(before.l()[i], within(0.6f));
        }
        assertThat(new ColorLock(0).apply(tinted, original)).isEqualTo(tinted);
    }

    @Test
    void lightOfTheSameColourIsNoDrift() {
        Image photo = Image.filled(SIZE, 180, 120, 90);
        Original original = Original.of(photo, half(), SIZE);
        byte[] darker = photo.samples();
        for (int i = 0; i < darker.length; i++) {
            double linear = Math.pow((Byte.toUnsignedInt(darker[i]) / 255.0 + 0.055) / 1.055, 2.4) * 0.4;
            darker[i] = (byte) Math.round((1.055 * Math.pow(linear, 1 / 2.4) - 0.055) * 255);
        }
        Image dimmed = Image.of(SIZE, PixelFormat.RGB, darker);
        assertThat(ColorLock.drift(dimmed, original)).isLessThan(0.5);
    }

    @Test
    void theBackgroundIsThePhotosAndTheSubjectTheRelitOnes() {
        Image photo = noisy(4, 100, 100, 100);
        Image relit = noisy(5, 200, 50, 50);
        Image result = new OriginalBackground().apply(relit, Original.of(photo, half(), SIZE));
        for (int x = 0; x < 64; x++) {
            Image from = x < 32 ? photo : relit;
            assertThat(result.sample(x, 7, 1)).isEqualTo(from.sample(x, 7, 1));
        }
    }

    @Test
    void detailMayBeKeptToTheSubject() {
        Image photo = noisy(6, 100, 100, 100);
        Image relit = noisy(7, 200, 50, 50);
        Original original = Original.of(photo, half(), SIZE);
        Image everywhere = new TransferredDetail(DifferenceOfGaussians.STANDARD).apply(relit, original);
        Image subject = new TransferredDetail(DifferenceOfGaussians.STANDARD, TransferredDetail.Region.SUBJECT)
                .apply(relit, original);
        assertThat(everywhere).isEqualTo(DifferenceOfGaussians.STANDARD.apply(relit, photo));
        for (int x = 0; x < 64; x++) {
            Image from = x < 32 ? relit : everywhere;
            assertThat(subject.sample(x, 7, 1)).isEqualTo(from.sample(x, 7, 1));
        }
    }

    @Test
    void detailOfTheForegroundLeavesTheBackgroundWithout() {
        Image photo = noisy(8, 100, 100, 100);
        Image relit = noisy(9, 200, 50, 50);
        DetailTransfer transfer = DifferenceOfGaussians.STANDARD;
        Image result = new TransferredDetail(
                        transfer, TransferredDetail.Region.EVERYWHERE, TransferredDetail.Input.FOREGROUND)
                .apply(relit, Original.of(photo, half(), SIZE));
        Image ofPhoto = transfer.apply(relit, photo);
        Image ofNothing = transfer.apply(relit, Image.filled(SIZE, 127, 127, 127));
        PixelBox background = new PixelBox(0, 0, 29, 48);
        PixelBox subject = new PixelBox(35, 0, 64, 48);
        assertThat(result.crop(background)).isEqualTo(ofNothing.crop(background));
        assertThat(result.crop(subject)).isEqualTo(ofPhoto.crop(subject));
        assertThat(ofPhoto.crop(background)).isNotEqualTo(ofNothing.crop(background));
    }
}
