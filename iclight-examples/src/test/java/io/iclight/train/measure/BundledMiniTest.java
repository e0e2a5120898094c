package io.iclight.train.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.iclight.Relighter;
import io.iclight.cli.Iclight;
import io.iclight.examples.Showcase;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageDecoder;
import io.iclight.io.image.ImageEncoding;
import io.iclight.io.image.ImageSize;
import io.iclight.train.render.StillLife;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the model that comes with the library is there for, on pictures that training has not seen. */
class BundledMiniTest {

    @TempDir
    private Path temporary;

    private Path photo() {
        Path file = temporary.resolve("photo.png");
        ImageEncoding.forFile(file).write(StillLife.photograph(256, 320), file);
        return file;
    }

    private static Image read(Path file) {
        return ImageDecoder.STANDARD.read(file);
    }

    @Test
    void lightComesFromTheSideThatIsAskedFor() {
        DirectionMeasure measure = new DirectionMeasure();
        try (MeasuredModel model = MeasuredModel.bundled()) {
            assertThat(model.compositing()).isPresent();
            assertThat(model.matting()).isPresent();
            RelightingModel relighting = model.relighting().orElseThrow();
            for (int i = 0; i < 3; i++) {
                measure.add(relighting, RenderedCase.of(Measurement.HELD_OUT + i, 256));
            }
        }
        ImmutableList<Score> scores = measure.scores();
        double leansRight = scores.get(1).value();
        double correlationOfInput = scores.get(2).value();
        double correlation = scores.get(3).value();
        assertThat(leansRight).isGreaterThan(0.8);
        assertThat(correlation).isGreaterThan(correlationOfInput + 0.1);
    }

    @Test
    void wordsColourTheLight() {
        try (Relighter relighter = Relighter.mini()) {
            double sunset = warmth(relighter
                    .relight(photo())
                    .prompt("plaster bust, sunset over sea")
                    .run()
                    .image());
            double moonlight = warmth(relighter
                    .relight(photo())
                    .prompt("plaster bust, moonlight")
                    .run()
                    .image());
            assertThat(sunset).isGreaterThan(moonlight + 20);
        }
    }

    /** Red over blue, in levels of 255. */
    private static double warmth(Image image) {
        long sum = 0;
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                sum += image.sample(x, y, 0) - image.sample(x, y, 2);
            }
        }
        return sum / (double) (image.width() * image.height());
    }

    @Test
    void theCommandNeedsNoModel() {
        Path out = temporary.resolve("relit.png");
        assertThat(Iclight.run(
                        "relight",
                        photo().toString(),
                        "--prompt",
                        "sunset over sea",
                        "--light",
                        "left",
                        "-o",
                        out.toString()))
                .isZero();
        assertThat(read(out).size()).isEqualTo(new ImageSize(384, 384));
    }

    @Test
    void theShowcaseIsDrawn() {
        Path out = temporary.resolve("showcase.png");
        Showcase.main(photo().toString(), out.toString());
        assertThat(read(out).size()).isEqualTo(new ImageSize(3 * 384 + 16, 3 * 512 + 16));
    }
}
