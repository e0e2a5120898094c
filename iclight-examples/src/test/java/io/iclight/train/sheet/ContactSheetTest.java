package io.iclight.train.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.cli.Iclight;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageDecoder;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.Matte;
import io.iclight.io.image.PixelFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactSheetTest {

    @Test
    void aSheetHoldsNinePicturesAScene(@TempDir Path folder) {
        Path file = folder.resolve("sheet.png");
        int code = Iclight.run("contact-sheet", "--seed", "5", "--scenes", "3", "--size", "32", "-o", file.toString());
        assertThat(code).isZero();
        List<String> captions = new ArrayList<>();
        Image sheet = new ContactSheet(5, 3, 32).draw(captions::add);
        assertThat(ImageDecoder.STANDARD.read(file)).isEqualTo(sheet);
        assertThat(sheet.size()).isEqualTo(new ImageSize(9 * 32, 3 * 32));
        assertThat(captions).hasSize(3).allMatch(line -> line.matches("[567] \\| .+, .+ \\| .+, .+"));
    }

    @Test
    void aSheetThatMemoryCannotHoldIsRefusedBeforeItIsDrawn() {
        assertThatThrownBy(() -> new ContactSheet(1, 1000, 512))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a sheet of 1000 scenes of 512 pixels has 6750 MiB, expected less than 640;"
                        + " draw fewer scenes, or smaller pictures");
        assertThatThrownBy(() -> new ContactSheet(1, Integer.MAX_VALUE, Integer.MAX_VALUE))
                .hasMessageContaining("expected less than 640");
        assertThatThrownBy(() -> new ContactSheet(1, 0, 32)).hasMessageContaining("was 0 of 32 pixels");
        assertThat(new ContactSheet(1, 1000, 128).scenes()).isEqualTo(1000);
    }

    @Test
    void theStillLifeComesWithItsMatte(@TempDir Path folder) {
        Path file = folder.resolve("subject.png");
        assertThat(Iclight.run("still-life", "--width", "64", "--height", "80", "-o", file.toString()))
                .isZero();
        Image picture = ImageDecoder.STANDARD.read(file);
        assertThat(picture.format()).isEqualTo(PixelFormat.RGBA);
        assertThat(picture.size()).isEqualTo(new ImageSize(64, 80));
        float[] opacity = Matte.ofAlpha(picture).opacity().values();
        assertThat(opacity[0]).isZero();
        assertThat(opacity[40 * 64 + 32]).isEqualTo(1);
    }

    @Test
    void whatMakesNoSenseIsRefused(@TempDir Path folder) {
        String file = folder.resolve("sheet.png").toString();
        assertThat(Iclight.run("contact-sheet", "--scenes", "0", "-o", file)).isEqualTo(2);
        assertThat(Iclight.run("contact-sheet", "--size", "9999", "-o", file)).isEqualTo(2);
        assertThat(Iclight.run("still-life", "--width", "1", "-o", file)).isEqualTo(2);
        assertThat(Iclight.run("contact-sheet")).isEqualTo(2);
    }
}
