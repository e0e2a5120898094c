package io.iclight.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.iclight.cli.Iclight;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageDecoder;
import io.iclight.io.image.ImageEncoding;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PixelFormat;
import io.iclight.io.image.PngText;
import io.iclight.light.AngledLight;
import io.iclight.light.Lamp;
import io.iclight.light.LightSource;
import io.iclight.light.SpotLight;
import io.iclight.request.BatchSettings;
import io.iclight.request.PromptSyntax;
import io.iclight.request.RelightRequest;
import io.iclight.request.SamplingMethod;
import io.iclight.samplers.guidance.ClassifierFree;
import io.iclight.samplers.guidance.Interval;
import io.iclight.samplers.guidance.Rescaled;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private static String backgroundOffset;
    private static String photo;
    private static String mask;

    @BeforeAll
    static void synthesize() {
        model = folder.resolve("tiny").toString();
        offset = folder.resolve("tiny/iclight_sd15_fc.safetensors").toString();
        backgroundOffset = folder.resolve("tiny/iclight_sd15_fbc.safetensors").toString();
        photo = folder.resolve("photo.png").toString();
        mask = folder.resolve("mask.png").toString();
        assertThat(Iclight.run("synthesize", "--preset", "tiny", "--seed", "5", "--iclight", "fc,fbc", "-o", model))
                .isZero();
        byte[] samples = new byte[96 * 80 * 4];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (i % 4 == 3 ? (i / 4 % 96 > 40 ? 255 : 0) : i / 11);
        }
        Image rendered = Image.of(new ImageSize(96, 80), PixelFormat.RGBA, samples);
        ImageEncoding.forFile(Path.of(photo)).write(rendered, Path.of(photo));
        ImageEncoding.forFile(Path.of(mask)).write(rendered.channel(3), Path.of(mask));
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
                "subject.png", KeepTheSubject::main);
        examples.forEach((file, example) -> {
            example.main(model, offset, photo, out(file));
            assertThat(sizeOf(out(file))).as(file).isEqualTo(new ImageSize(192, 192));
        });
        ManyAtOnce.main(model, offset, photo, out("many.png"));
        assertThat(sizeOf(out("many.png"))).isEqualTo(new ImageSize(128, 128));
    }

    @Test
    void theCommandKnowsSamplersPromptsGuidanceAndFinishes() {
        String options = "relight %s --model %s --iclight %s --size 64x64 --steps 4 --highres-scale 0"
                .formatted(photo, model, offset);
        List<String> command = new ArrayList<>(List.of(options.split(" ")));
        command.addAll(List.of("--prompt", "a [vase:jug:0.5]", "--prompt-syntax", "a1111", "-o", out("known.png")));
        command.addAll(List.of("--sampler", "dpmpp_sde:eta=0.5", "--schedule", "exponential", "--seeds", "4,5"));
        command.addAll(List.of("--cfg", "4", "--cfg-rescale", "0.5", "--cfg-interval", "0", "0.8"));
        command.addAll(List.of("--color-lock", "0.5", "--detail", "5", "--original-background"));
        assertThat(Iclight.run(command.toArray(String[]::new))).isZero();
        RelightRequest kept =
                RelightRequest.fromJson(PngText.read(Path.of(out("known.png"))).get("iclight"));
        assertThat(kept.sampling().method()).isEqualTo(SamplingMethod.named("dpmpp_sde:eta=0.5", "exponential"));
        assertThat(kept.guidance().rule()).isEqualTo(new Interval(new Rescaled(new ClassifierFree(4), 0.5), 0, 0.8));
        assertThat(kept.prompts().syntax()).isEqualTo(PromptSyntax.A1111);
        assertThat(kept.batch()).isEqualTo(BatchSettings.ofSeeds(4, 5));
        assertThat(kept.finishing().finishes()).hasSize(3);
        assertThat(Iclight.run("samplers")).isZero();
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
        assertThat(Pointer.totalCount()).isEqualTo(live);
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
    void theCommandConvertsThereAndBack() {
        assertThat(Iclight.run("convert", model, out("c.safetensors"))).isZero();
        assertThat(Iclight.run("convert", out("c.safetensors"), out("c"), "--dtype", "f32"))
                .isZero();
        assertThat(Iclight.run("convert", out("c"), out("c2.safetensors"), "--to", "ldm", "--dtype", "f16"))
                .isZero();
        assertThat(Path.of(out("c2.safetensors"))).hasSameBinaryContentAs(Path.of(out("c.safetensors")));
        assertThat(Iclight.run("convert", photo, out("d"))).isEqualTo(1);
        assertThat(Iclight.run("convert", model, out("d"), "--dtype", "i64")).isEqualTo(2);
        assertThat(Iclight.run("doctor", out("c.safetensors"), model, offset, model + "/tokenizer"))
                .isZero();
        assertThat(Iclight.run("doctor", photo)).isEqualTo(1);
    }

    @Test
    void drawsSchedulesAndFinishes() {
        DrawSchedules.main(out("schedules.png"));
        assertThat(sizeOf(out("schedules.png"))).isEqualTo(new ImageSize(760, 380));
        DrawFinishes.main(out("finishes.png"));
        assertThat(sizeOf(out("finishes.png"))).isEqualTo(new ImageSize(1224, 300));
    }

    @Test
    void drawsTheStartingLights() {
        StartingLights.main(photo, out("lights.png"));
        assertThat(sizeOf(out("lights.png"))).isEqualTo(new ImageSize(1312, 320));
    }

    @Test
    void drawsLightsOfEveryKind() {
        LightsOfEveryKind.main(photo, out("every-light.png"));
        assertThat(sizeOf(out("every-light.png"))).isEqualTo(new ImageSize(792, 488));
    }

    @Test
    void drawsThePicturesOfTheGuides(@TempDir Path guides) {
        GuidePictures.main(guides.toString(), "40", "48");
        assertThat(sizeOf(guides.resolve("mattes.jpg").toString())).isEqualTo(new ImageSize(5 * 40 + 32, 48));
        assertThat(sizeOf(guides.resolve("normals.jpg").toString())).isEqualTo(new ImageSize(6 * 40 + 40, 48));
        assertThat(sizeOf(guides.resolve("backgrounds.jpg").toString())).isEqualTo(new ImageSize(5 * 40 + 32, 48));
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

    @Test
    void theCommandTakesLightsMasksAndBackgrounds() {
        String[] models = {"--model", model, "--iclight", backgroundOffset, "--size", "64x64", "--steps", "2"};
        assertThat(run(models, "relight", photo, "--prompt", "p", "--flipped-background", photo, "--mask", mask)
                        .scene()
                        .background()
                        .orElseThrow()
                        .mirrored())
                .isTrue();
        RelightRequest lit = run(
                models,
                "relight",
                photo,
                "--prompt",
                "p",
                "--light",
                "left",
                "--light",
                "spot:0,0,1,1",
                "--light-color",
                "3200K",
                "--light-map",
                mask,
                "--matte",
                "none",
                "--save-matte",
                out("matte.png"));
        Lamp warm = Lamp.ofKelvin(3200);
        assertThat(lit.scene().light())
                .isEqualTo(new AngledLight(270, warm)
                        .plus(new SpotLight(0, 0, 1, 1, 60, warm))
                        .plus(LightSource.of(ImageDecoder.STANDARD.read(Path.of(mask)))));
        assertThat(ImageDecoder.STANDARD.read(Path.of(out("matte.png"))))
                .isEqualTo(Image.filled(new ImageSize(96, 80), 255));
        run(models, "normals", photo, "--prompt", "p", "--all");
        assertThat(sizeOf(out("scene-ratio-top.png"))).isEqualTo(new ImageSize(128, 128));
        for (String wrong : List.of("front", "point:1,2", "spot:0,0,0,0", "point:0,0,-1", "12345678")) {
            assertThat(Iclight.run("relight", photo, "--light", wrong)).isEqualTo(2);
        }
    }

    /** Runs a command, and returns the request that stands in its picture. */
    private static RelightRequest run(String[] models, String... command) {
        Path output = Path.of(out("scene.png"));
        List<String> args = new ArrayList<>(List.of(command));
        args.addAll(List.of(models));
        args.addAll(List.of("-o", output.toString()));
        assertThat(Iclight.run(args.toArray(String[]::new))).isZero();
        List<Image> pictures =
                List.of(ImageDecoder.STANDARD.read(Path.of(photo)), ImageDecoder.STANDARD.read(Path.of(mask)));
        return RelightRequest.fromJson(PngText.read(output).get("iclight"), pictures);
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
