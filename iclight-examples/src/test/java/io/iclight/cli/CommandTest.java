package io.iclight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.iclight.bundled.BundledModel;
import io.iclight.detail.BlendMode;
import io.iclight.detail.BlendedDetail;
import io.iclight.detail.ColorLock;
import io.iclight.detail.DifferenceOfGaussians;
import io.iclight.detail.OriginalBackground;
import io.iclight.detail.TransferredDetail;
import io.iclight.examples.ExampleFiles;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageDecoder;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PngText;
import io.iclight.light.AngledLight;
import io.iclight.light.Lamp;
import io.iclight.light.LightSide;
import io.iclight.light.LightSource;
import io.iclight.light.SpotLight;
import io.iclight.matting.MatteSource;
import io.iclight.request.Background;
import io.iclight.request.BatchSettings;
import io.iclight.request.PromptSyntax;
import io.iclight.request.RelightRequest;
import io.iclight.request.SamplingMethod;
import io.iclight.request.SceneSettings;
import io.iclight.samplers.guidance.ClassifierFree;
import io.iclight.samplers.guidance.DynamicThresholding;
import io.iclight.samplers.guidance.Guidance;
import io.iclight.samplers.guidance.Interval;
import io.iclight.samplers.guidance.Rescaled;
import io.iclight.samplers.guidance.ScaleCurve;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person types, on a small synthetic checkpoint: what comes out, and exit codes. */
class CommandTest {

    @TempDir
    private static Path folder;

    private static ExampleFiles files;

    @BeforeAll
    static void synthesize() {
        files = ExampleFiles.synthesize(folder);
    }

    private static String out(String name) {
        return folder.resolve(name).toString();
    }

    private static Image picture(String file) {
        return ImageDecoder.STANDARD.read(Path.of(file));
    }

    /** Runs a line, in which PHOTO, MASK, MODEL, FC, FBC and OUT/ stand for the files, and returns its exit code. */
    private static int run(String line, String... more) {
        String named = line.replace("PHOTO", files.photo())
                .replace("MASK", files.mask())
                .replace("MODEL", files.model())
                .replace("FBC", files.backgroundOffset())
                .replace("FC", files.offset())
                .replace("OUT/", folder + "/");
        return Iclight.run(
                Stream.concat(Stream.of(named.split(" ")), Stream.of(more)).toArray(String[]::new));
    }

    /** Relights in four steps without a second pass, and returns the request that stands in the picture. */
    private static RelightRequest relight(String line, String... more) {
        String usual =
                "relight PHOTO --prompt p --model MODEL --size 64x64 --steps 4 --highres-scale 0 -o OUT/relit.png ";
        assertThat(run(usual + line, more)).isZero();
        String json = PngText.read(Path.of(out("relit.png"))).get("iclight");
        return RelightRequest.fromJson(json, List.of(picture(files.photo()), picture(files.mask())));
    }

    @Test
    void severalPicturesGetNumbersAndKeepTheRequest() {
        RelightRequest kept = relight("--iclight FC --light top --seed 9 --images 2");
        assertThat(picture(out("relit-2.png")).size()).isEqualTo(new ImageSize(64, 64));
        assertThat(picture(out("relit-2.png"))).isNotEqualTo(picture(out("relit.png")));
        assertThat(kept.batch()).isEqualTo(new BatchSettings(2, 9));
        assertThat(kept.scene().light()).isEqualTo(LightSide.TOP);
        assertThat(kept.highres()).isEmpty();
    }

    @Test
    void samplersPromptsAndFinishesHaveOptions() {
        RelightRequest kept = relight(
                "--iclight FC --sampler dpmpp_sde:eta=0.5 --schedule exponential --seeds 4,5 --prompt-syntax a1111"
                        + " --color-lock 0.5 --detail 5 --original-background --negative",
                "a [vase:jug:0.5]");
        assertThat(kept.sampling().method()).isEqualTo(SamplingMethod.named("dpmpp_sde:eta=0.5", "exponential"));
        assertThat(kept.prompts().negative()).isEqualTo("a [vase:jug:0.5]");
        assertThat(kept.prompts().syntax()).isEqualTo(PromptSyntax.A1111);
        assertThat(kept.batch()).isEqualTo(BatchSettings.ofSeeds(4, 5));
        assertThat(kept.finishing().finishes())
                .containsExactly(
                        new ColorLock(0.5),
                        new TransferredDetail(new DifferenceOfGaussians(5)),
                        new OriginalBackground());
        assertThat(Iclight.run("samplers")).isZero();
    }

    @Test
    void detailHasOptionsThatNeedIt() {
        assertThat(relight("--iclight FC --detail-mode soft_light --detail-sigma 3 --detail-factor 0.5"
                                + " --detail-region subject --detail-input foreground")
                        .finishing()
                        .finishes())
                .containsExactly(new TransferredDetail(
                        new BlendedDetail(BlendMode.SOFT_LIGHT, 3, 0.5),
                        TransferredDetail.Region.SUBJECT,
                        TransferredDetail.Input.FOREGROUND));
        String line = "relight PHOTO --prompt p --model MODEL --iclight FC -o OUT/none.png ";
        assertThat(run(line + "--detail 5 --detail-sigma 3")).isEqualTo(2);
        assertThat(run(line + "--detail-region subject")).isEqualTo(2);
    }

    @Test
    void detailTakesThePlaceOfTheFinishesThatAModelBrings() {
        String ofBundledModel = "relight PHOTO --prompt p --size 64x64 --steps 2 --highres-scale 0 -o OUT/own.png ";
        assertThat(run(ofBundledModel + "--original-background --detail 1")).isZero();
        RelightRequest kept = RelightRequest.fromJson(
                PngText.read(Path.of(out("own.png"))).get("iclight"), List.of(picture(files.photo())));
        assertThat(kept.finishing().finishes())
                .containsExactly(new TransferredDetail(new DifferenceOfGaussians(1)), new OriginalBackground());
    }

    @Test
    void guidanceIsMadeOfOptionsAroundAScale() {
        assertThat(guidance("--iclight FC --cfg 4 --cfg-rescale 0.5 --cfg-interval 0 0.8"))
                .isEqualTo(new Interval(new Rescaled(new ClassifierFree(4), 0.5), 0, 0.8));
        assertThat(guidance("--iclight FC --cfg-interval 0.1 0.9"))
                .as("the model's own scale, changed")
                .isEqualTo(new Interval(new ClassifierFree(2), 0.1, 0.9));
        assertThat(guidance("--iclight FBC --light left --cfg-rescale 0.7"))
                .isEqualTo(new Rescaled(new ClassifierFree(7), 0.7));
        assertThat(guidance("--iclight FBC --light left --cfg-mimic 3 --cfg-percentile 0.99 --cfg-interval 0 0.5"))
                .isEqualTo(new Interval(
                        new DynamicThresholding(
                                ScaleCurve.constant(7),
                                ScaleCurve.constant(3),
                                0.99,
                                DynamicThresholding.Extent.CHANNEL,
                                DynamicThresholding.Origin.MEAN,
                                DynamicThresholding.Spread.ABSOLUTE,
                                1),
                        0,
                        0.5));
        assertThat(run("relight PHOTO --prompt p --model MODEL --iclight FC --cfg-percentile 0.9 -o OUT/none.png"))
                .isEqualTo(2);
    }

    private static Guidance guidance(String options) {
        return relight(options).guidance().rule();
    }

    @Test
    void lightsMasksAndBackgroundsHaveOptions() {
        assertThat(relight("--iclight FBC --flipped-background PHOTO --mask MASK")
                        .scene())
                .isEqualTo(new SceneSettings(
                        LightSource.NONE,
                        Optional.of(Background.of(picture(files.photo())).mirror()),
                        MatteSource.mask(picture(files.mask()))));
        RelightRequest lit = relight("--iclight FBC --light left --light spot:0,0,1,1,45 --light-color 3200K"
                + " --light-map MASK --matte none --save-matte OUT/matte.png");
        Lamp warm = Lamp.ofKelvin(3200);
        assertThat(lit.scene().light())
                .isEqualTo(new AngledLight(270, warm)
                        .plus(new SpotLight(0, 0, 1, 1, 45, warm))
                        .plus(LightSource.of(picture(files.mask()))));
        assertThat(picture(out("matte.png"))).isEqualTo(Image.filled(new ImageSize(96, 80), 255));
        for (String wrong :
                List.of("front", "point:1,2", "spot:0,0,0,0", "spot:0,0,1,1,200", "point:0,0,-1", "12345678")) {
            assertThat(run("relight PHOTO --prompt p -o OUT/wrong.png --light " + wrong))
                    .as(wrong)
                    .isEqualTo(2);
        }
    }

    @Test
    void normalsAreMadeOfOnePhotoOrOfFour() {
        assertThat(
                        run(
                                "normals PHOTO --prompt p --model MODEL --iclight FBC --size 64x64 --steps 2 --all -o OUT/n.png"))
                .isZero();
        assertThat(picture(out("n-ratio-top.png")).size()).isEqualTo(new ImageSize(128, 128));
        assertThat(run("merge-normals PHOTO PHOTO PHOTO PHOTO --mask MASK --all -o OUT/four.png"))
                .isZero();
        assertThat(picture(out("four.png")))
                .as("what is as bright from all sides faces the viewer")
                .isEqualTo(Image.filled(new ImageSize(96, 80), 127, 127, 255));
        assertThat(picture(out("four-ratio-left.png"))).isEqualTo(Image.filled(new ImageSize(96, 80), 127, 127, 127));
        assertThat(run("merge-normals PHOTO PHOTO PHOTO OUT/n.png -o OUT/uneven.png"))
                .isEqualTo(1);
        assertThat(Path.of(out("uneven.png"))).doesNotExist();
    }

    @Test
    void checkpointsAreConvertedThereAndBack() {
        assertThat(run("convert MODEL OUT/c.safetensors")).isZero();
        assertThat(run("convert OUT/c.safetensors OUT/c --dtype f32")).isZero();
        assertThat(run("convert OUT/c OUT/c2.safetensors --to ldm --dtype f16")).isZero();
        assertThat(Path.of(out("c2.safetensors"))).hasSameBinaryContentAs(Path.of(out("c.safetensors")));
        assertThat(run("convert PHOTO OUT/d")).isEqualTo(1);
        assertThat(run("convert nobody/has-this OUT/d"))
                .as("an id that is not in the cache")
                .isEqualTo(1);
        assertThat(run("convert MODEL OUT/d --dtype i64")).isEqualTo(2);
        assertThat(Path.of(out("d"))).doesNotExist();
        assertThat(run("doctor OUT/c.safetensors MODEL FC MODEL/tokenizer")).isZero();
    }

    @Test
    void mistakesHaveExitCodes() {
        assertThat(run("relight PHOTO")).isEqualTo(2);
        assertThat(run("relight missing.png --prompt p --model MODEL --iclight FC -o OUT/x.png"))
                .isEqualTo(1);
        assertThat(run("relight PHOTO --prompt p --model MODEL --iclight FC --size 100x64 -o OUT/x.png"))
                .isEqualTo(1);
        assertThat(run("relight PHOTO --prompt p --model MODEL --iclight FC --seed 1 --seeds 2,3 -o OUT/x.png"))
                .isEqualTo(2);
        assertThat(run("parity OUT/ --suite telepathy")).isEqualTo(2);
        assertThat(run("bench --only unet --preset tiny --size 64x64,128x128 --plot OUT/none/p.svg"))
                .as("told before anything is measured")
                .isEqualTo(2);
        assertThat(run("bench --only unet --preset tiny --size 64x64 --plot OUT/p.svg"))
                .isEqualTo(2);
        assertThat(Path.of(out("x.png"))).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "relight PHOTO --prompt p --model MODEL --iclight FC --light-color 3200K -o OUT/s.png",
                "relight PHOTO --prompt p --model MODEL --iclight FC --highres-scale 0 --highres-denoise 0.3 -o OUT/s.png",
                "bench --runs 0",
                "bench --threads 0",
                "bench --preset tiny --only unet --size 64x64 --compare --store I8",
                "bench --preset tiny --only clip --compare",
                "bench --preset tiny --only clip --overhead",
                "measure --scenes 0",
                "speed --relights 1001",
                "speed --batches 2 --also free_u --model OUT/none",
                "speed --batches 2 --integers --model OUT/none",
                "speed --batches 2 --json OUT/s.json --model OUT/none",
                "speed --integers --dtype F64 --model OUT/none",
                "speed --integers --store F16 --model OUT/none",
                "speed --integers --device cuda --model OUT/none",
                "still-life --width 31 -o OUT/s.png",
                "still-life -o OUT/s.jpg",
                "train scenes --first 9223372036854775807 --count 10 -o OUT/s",
                "train unet --tokenizer MODEL/tokenizer --latents OUT/l --held-out OUT/h --rate 0 -o OUT/u",
                "train unet --tokenizer MODEL/tokenizer --latents OUT/l --held-out OUT/h --batch 3 -o OUT/u",
                "speed --model MODEL --iclight FC --seed 7",
                "speed --model MODEL --iclight FC --latents OUT/latents",
                "relight PHOTO --prompt p -o OUT/a.png --light ambient --light-color 3200K",
                "contact-sheet --size 513 -o OUT/s.png",
                "contact-sheet --scenes 1000 --size 512 -o OUT/s.png",
                "train scenes --per-file 0 -o OUT/scenes",
                "train scenes --size 512 --per-file 500 -o OUT/scenes",
                "train vocabulary --length 2 -o OUT/words",
                "synthesize --dtype i64 -o OUT/models"
            })
    void aValueOutOfBoundsIsWrongUsageAndWritesNothing(String line) {
        assertThat(run(line)).isEqualTo(2);
        for (String written : List.of("s.png", "scenes", "words", "models")) {
            assertThat(Path.of(out(written))).doesNotExist();
        }
    }

    @Test
    void theDoctorLooksAtModels() {
        assertThat(run("doctor --model MODEL --iclight FC")).isZero();
        assertThat(run("doctor --model OUT/")).isEqualTo(1);
        assertThat(run("doctor PHOTO")).isEqualTo(1);
        assertThat(run("doctor " + BundledModel.MATTING.folder())).isZero();
    }
}
