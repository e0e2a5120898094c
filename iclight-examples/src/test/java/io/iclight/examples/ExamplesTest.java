package io.iclight.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.iclight.cli.Iclight;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageDecoder;
import io.iclight.io.image.ImageEncoding;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PixelFormat;
import io.iclight.io.image.PngText;
import io.iclight.request.RelightRequest;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every example and every command of the README runs, on a small synthetic checkpoint. */
class ExamplesTest {

    @TempDir
    private static Path folder;

    private static String model;
    private static String offset;
    private static String photo;

    @BeforeAll
    static void synthesize() {
        model = folder.resolve("tiny").toString();
        offset = folder.resolve("tiny/iclight_sd15_fc.safetensors").toString();
        photo = folder.resolve("photo.png").toString();
        assertThat(Iclight.run("synthesize", "--preset", "tiny", "--seed", "5", "-o", model))
                .isZero();
        byte[] samples = new byte[96 * 80 * 4];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (i % 4 == 3 ? (i / 4 % 96 > 40 ? 255 : 0) : i / 11);
        }
        Image rendered = Image.of(new ImageSize(96, 80), PixelFormat.RGBA, samples);
        ImageEncoding.forFile(Path.of(photo)).write(rendered, Path.of(photo));
    }

    private static String out(String name) {
        return folder.resolve(name).toString();
    }

    private static ImageSize sizeOf(String file) {
        return ImageDecoder.STANDARD.read(Path.of(file)).size();
    }

    @Test
    void relightsAPhoto() {
        RelightAPhoto.main(model, offset, photo, out("photo-out.png"));
        assertThat(sizeOf(out("photo-out.png"))).isEqualTo(new ImageSize(192, 192));
    }

    @Test
    void aSamplerOfOnesOwnLeaksNothing() {
        SamplerOfOnesOwn.main(model, offset, photo, out("own.png"));
        long live = Pointer.totalCount();
        SamplerOfOnesOwn.main(model, offset, photo, out("own.png"));
        assertThat(Pointer.totalCount()).isEqualTo(live);
        assertThat(sizeOf(out("own.png"))).isEqualTo(new ImageSize(192, 192));
    }

    @Test
    void drawsTheStartingLights() {
        StartingLights.main(photo, out("lights.png"));
        assertThat(sizeOf(out("lights.png"))).isEqualTo(new ImageSize(1312, 320));
    }

    @Test
    void theCommandRelightsAndKeepsTheRequest() {
        int code = Iclight.run(
                "relight",
                photo,
                "--prompt",
                "a cat",
                "--light",
                "top",
                "--model",
                model,
                "--iclight",
                offset,
                "--size",
                "64x128",
                "--steps",
                "2",
                "--seed",
                "9",
                "--images",
                "2",
                "--highres-scale",
                "0",
                "-o",
                out("cat.png"));
        assertThat(code).isZero();
        assertThat(sizeOf(out("cat-2.png"))).isEqualTo(new ImageSize(64, 128));
        RelightRequest kept =
                RelightRequest.fromJson(PngText.read(Path.of(out("cat.png"))).get("iclight"));
        assertThat(kept.batch().seed()).isEqualTo(9);
        assertThat(kept.highres()).isEmpty();
    }

    @Test
    void mistakesHaveExitCodesAndOneLine() {
        assertThat(Iclight.run("relight", photo)).isEqualTo(2);
        assertThat(Iclight.run(
                        "relight",
                        "missing.png",
                        "--prompt",
                        "p",
                        "--model",
                        model,
                        "--iclight",
                        offset,
                        "-o",
                        out("x.png")))
                .isEqualTo(1);
        assertThat(Iclight.run("parity", folder.toString(), "--suite", "telepathy"))
                .isEqualTo(2);
        assertThat(Iclight.run(
                        "relight",
                        photo,
                        "--prompt",
                        "p",
                        "--model",
                        model,
                        "--iclight",
                        offset,
                        "--size",
                        "100x64",
                        "-o",
                        out("x.png")))
                .isEqualTo(1);
    }

    @Test
    void theDoctorLooksAtModels() {
        assertThat(Iclight.run("doctor", "--model", model, "--iclight", offset)).isZero();
        assertThat(Iclight.run("doctor", "--model", folder.toString())).isEqualTo(1);
    }
}
