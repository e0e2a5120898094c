package io.iclight;

import static org.assertj.core.api.Assertions.assertThat;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageDecoder;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PixelBox;
import io.iclight.io.image.PixelFormat;
import io.iclight.light.LightSide;
import io.iclight.light.LightSource;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The subject of a photo: how it is told from the background, and what is kept of it. */
class RelightSubjectTest {

    @RegisterExtension
    static final TinyRelighter TINY = new TinyRelighter();

    @Test
    void opacityTellsTheSubjectFromTheBackground(@TempDir Path out) {
        byte[] halfClear = new byte[64 * 64 * 4];
        for (int i = 3; i < halfClear.length / 2; i += 4) {
            halfClear[i] = -1;
        }
        RelightResult result = TINY.relighter()
                .relight(Image.of(new ImageSize(64, 64), PixelFormat.RGBA, halfClear))
                .prompt("black above, nothing below")
                .size(64, 64)
                .steps(1)
                .withoutHighres()
                .run();
        result.writeMatte(out.resolve("matte.png"));
        result.writeForeground(out.resolve("foreground.png"));

        Image matte = ImageDecoder.STANDARD.read(out.resolve("matte.png"));
        assertThat(matte.sample(63, 31, 0)).isEqualTo(255);
        assertThat(matte.sample(0, 32, 0)).isZero();
        assertThat(result.foreground().sample(63, 31, 0)).isZero();
        assertThat(result.foreground().sample(0, 32, 2)).isEqualTo(127);
        assertThat(ImageDecoder.STANDARD.read(out.resolve("foreground.png"))).isEqualTo(result.foreground());
    }

    @Test
    void aFinishedPictureHasThePhotosBackgroundToTheBit() {
        byte[] samples = new byte[64 * 64 * 4];
        for (int i = 0; i < samples.length; i++) {
            int column = i / 4 % 64;
            samples[i] = (byte) (i % 4 < 3 ? i / 7 : column < 20 ? 0 : column < 24 ? 128 : 255);
        }
        Image cutOut = Image.of(new ImageSize(64, 64), PixelFormat.RGBA, samples);
        RelightResult result = TINY.relighter()
                .relight(cutOut)
                .prompt("a vase")
                .size(64, 64)
                .steps(2)
                .withoutHighres()
                .colorLock(1)
                .originalBackground()
                .run();
        PixelBox background = new PixelBox(0, 0, 20, 64);
        PixelBox subject = new PixelBox(24, 0, 64, 64);
        assertThat(result.image().crop(background)).isEqualTo(cutOut.toRgb().crop(background));
        assertThat(result.image().crop(subject)).isNotEqualTo(cutOut.toRgb().crop(subject));
        assertThat(result.drift().finished()).isLessThan(result.drift().relit());
        assertThat(result.unfinished().get(0)).isNotEqualTo(result.image());
    }

    @Test
    void reinforcingTheForegroundChangesTheStart() {
        Image alone = TINY.relight().light(LightSide.LEFT).run().image();
        assertThat(TINY.relight()
                        .light(LightSide.LEFT)
                        .reinforceForeground()
                        .run()
                        .image())
                .isNotEqualTo(alone);
    }

    @Test
    void aGreySubjectIsReinforcedAsAnyOther() {
        Image grey = Image.filled(new ImageSize(64, 64), 127, 127, 127);
        assertThat(ofCard(grey)
                        .light(LightSide.LEFT)
                        .reinforceForeground()
                        .run()
                        .image())
                .isEqualTo(ofCard(grey).light(LightSource.of(grey)).run().image());
    }

    private static Relighting ofCard(Image card) {
        return TINY.relighter()
                .relight(card)
                .prompt("a grey card")
                .size(64, 64)
                .steps(2)
                .withoutHighres();
    }
}
