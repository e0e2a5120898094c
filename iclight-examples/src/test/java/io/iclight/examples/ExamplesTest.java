package io.iclight.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.iclight.cli.Iclight;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageDecoder;
import io.iclight.io.image.ImageSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every example runs, on a small synthetic checkpoint. */
class ExamplesTest {

    @TempDir
    private static Path folder;

    private static String model;
    private static String offset;
    private static String backgroundOffset;
    private static String photo;
    private static String mask;

    @BeforeAll
    static void synthesize() {
        ExampleFiles files = ExampleFiles.synthesize(folder);
        model = files.model();
        offset = files.offset();
        backgroundOffset = files.backgroundOffset();
        photo = files.photo();
        mask = files.mask();
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
    void aPatchOfOnesOwnLeaksNothing() {
        PatchOfOnesOwn.main(model, offset, photo, out("patched.png"));
        long live = Pointer.totalCount();
        PatchOfOnesOwn.main(model, offset, photo, out("patched.png"));
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(live);
        assertThat(sizeOf(out("patched.png"))).isEqualTo(new ImageSize(192, 192));
    }

    @Test
    void aSamplerOfOnesOwnLeaksNothing() {
        SamplerOfOnesOwn.main(model, offset, photo, out("own.png"));
        long live = Pointer.totalCount();
        SamplerOfOnesOwn.main(model, offset, photo, out("own.png"));
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(live);
        assertThat(sizeOf(out("own.png"))).isEqualTo(new ImageSize(192, 192));
    }

    /** A main that takes the model, the offset, a photo and a picture to write. */
    private interface Example {

        void main(String... args);
    }

    @Test
    void whatEachItemIsAboutRuns() {
        Map<String, Example> examples = Map.of(
                "prompt.png", PromptThatChanges::main,
                "samplers.png", SamplersByName::main,
                "guidance.png", GuidanceOfOnesOwn::main,
                "lights.png", SeveralLights::main,
                "subject.png", KeepTheSubject::main);
        examples.forEach((file, example) -> {
            example.main(model, offset, photo, out(file));
            assertThat(sizeOf(out(file))).as(file).isEqualTo(new ImageSize(192, 192));
        });
        ManyAtOnce.main(model, offset, photo, out("many.png"));
        assertThat(sizeOf(out("many.png"))).isEqualTo(new ImageSize(128, 128));
    }

    @Test
    void aCheckpointInOneFileRelights() {
        OneFileCheckpoint.main(model, offset, photo, out("one-file.png"), out("one.safetensors"));
        assertThat(sizeOf(out("one-file.png"))).isEqualTo(new ImageSize(192, 192));
    }

    @Test
    void modelsOfTheHubRelightFromAFilledCache() throws IOException {
        HubModels.main(model, offset, photo, out("hub.png"), out("cache"));
        assertThat(sizeOf(out("hub.png"))).isEqualTo(new ImageSize(192, 192));
        assertThat(Iclight.run("models", "--cache", out("cache"))).isZero();
        assertThat(Iclight.run("models", "--cache", out("cache"), "lllyasviel/ic-light", "briaai/RMBG-1.4"))
                .isEqualTo(1);
    }

    @Test
    void lorasComeAndGo() {
        LoraMix.main(model, offset, photo, out("lora.png"), folder.toString());
        long live = Pointer.totalCount();
        LoraMix.main(model, offset, photo, out("lora.png"), folder.toString());
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(live);
        assertThat(sizeOf(out("lora.png"))).isEqualTo(new ImageSize(128, 128));
        String[] relight = {
            "relight",
            photo,
            "--prompt",
            "p",
            "--model",
            model,
            "--iclight",
            offset,
            "--size",
            "64x64",
            "--steps",
            "2",
            "--highres-scale",
            "0",
            "-o",
            out("command.png"),
            "--lora",
            out("style.safetensors") + ":0.7",
            "--lora",
            out("person.safetensors")
        };
        assertThat(Iclight.run(relight)).isZero();
        relight[relight.length - 1] = offset;
        assertThat(Iclight.run(relight)).isEqualTo(1);
    }

    @Test
    void putsASubjectBeforeABackground() {
        BackgroundRelight.main(model, backgroundOffset, photo, mask, out("before.png"), out("before-light.png"));
        assertThat(sizeOf(out("before.png"))).isEqualTo(new ImageSize(192, 192));
        assertThat(ImageDecoder.STANDARD.read(Path.of(out("before-light.png"))))
                .isNotEqualTo(ImageDecoder.STANDARD.read(Path.of(out("before.png"))));
    }

    @Test
    void showsWhatTheModelSeesOfAPhoto() {
        MattedPhoto.main(model, offset, photo, mask, out("mattes.png"));
        assertThat(sizeOf(out("mattes.png"))).isEqualTo(new ImageSize(3 * 96 + 16, 2 * 80 + 8));
    }

    @Test
    void computesNormals() {
        NormalMap.main(model, backgroundOffset, photo, out("normal.png"), out("normal-row.png"));
        assertThat(sizeOf(out("normal.png"))).isEqualTo(new ImageSize(192, 192));
        assertThat(sizeOf(out("normal-row.png"))).isEqualTo(new ImageSize(5 * 192 + 32, 192));
        NormalsOfFourPhotos.main(photo, photo, photo, photo, mask, out("normal-of-four.png"));
        assertThat(ImageDecoder.STANDARD.read(Path.of(out("normal-of-four.png"))))
                .isEqualTo(Image.filled(new ImageSize(96, 80), 127, 127, 255));
    }
}
