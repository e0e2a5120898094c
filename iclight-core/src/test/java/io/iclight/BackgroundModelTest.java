package io.iclight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.iclight.internal.PassObserver;
import io.iclight.internal.RelightModels;
import io.iclight.internal.RelightRun;
import io.iclight.internal.Scene;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageDecoder;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PixelFormat;
import io.iclight.io.image.PngText;
import io.iclight.light.AngledLight;
import io.iclight.light.Gradient;
import io.iclight.light.LightSide;
import io.iclight.light.LightSource;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.normals.FourLights;
import io.iclight.normals.Normals;
import io.iclight.progress.Cancellation;
import io.iclight.progress.Progress;
import io.iclight.progress.ProgressListener;
import io.iclight.progress.RunProgress;
import io.iclight.progress.Stage;
import io.iclight.request.Background;
import io.iclight.request.GuidanceSettings;
import io.iclight.request.InvalidRequestException;
import io.iclight.request.RelightRequest;
import io.iclight.samplers.noise.TorchGenerator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The background-conditioned model at the public API. */
class BackgroundModelTest {

    @TempDir
    private static Path folder;

    private static RelightModels models;
    private static Relighter relighter;
    private static Image photo;
    private static Image room;

    @BeforeAll
    static void load() {
        models = TinyModels.load(folder, IcLightModel.FBC);
        relighter = new Relighter(models);
        photo = picture(70, 90, 7);
        room = picture(120, 64, 13);
    }

    private static Image picture(int width, int height, int period) {
        byte[] samples = new byte[width * height * 3];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (i / period);
        }
        return Image.of(new ImageSize(width, height), PixelFormat.RGB, samples);
    }

    @AfterAll
    static void close() {
        relighter.close();
    }

    private static Relighting tiny() {
        return relighter.relight(photo).prompt("a vase in a room").size(64, 64).steps(2);
    }

    /** As the parity suite runs it, without what the public API does around it. */
    private static Image reference(RelightRequest request, Image background) {
        Scene scene = Scene.backgroundConditioned(photo, background, LightSource.NONE);
        RunProgress progress = new RunProgress(ImmutableMap.of(), ProgressListener.NONE, new Cancellation());
        TorchGenerator noise = new TorchGenerator(request.batch().seed());
        try (RelightRun run = new RelightRun(models, request, scene, ImmutableList.of(noise), progress)) {
            ImmutableList<Image> lowres = run.lowres(PassObserver.NONE);
            return run.highresUnit(run.enlarged(lowres), PassObserver.NONE)
                    .get(0)
                    .quantized();
        }
    }

    @Test
    void theApiRunsThePipeline() {
        RelightResult result = tiny().background(room).run();
        assertThat(result.image()).isEqualTo(reference(result.request(), room));

        RelightResult mirrored = tiny().background(Background.of(room).mirror()).run();
        assertThat(mirrored.image()).isEqualTo(reference(result.request(), room.flippedHorizontally()));
        assertThat(mirrored.image()).isNotEqualTo(result.image());

        Image gradient = Gradient.backgroundModel(LightSide.LEFT).render(new ImageSize(64, 64));
        assertThat(tiny().light(LightSide.LEFT).run().image()).isEqualTo(reference(result.request(), gradient));
        Image grey = Image.filled(new ImageSize(64, 64), 64, 64, 64);
        assertThat(tiny().light(LightSource.AMBIENT).run().image()).isEqualTo(reference(result.request(), grey));
    }

    @Test
    void theDefaultsAreItsDemos() {
        assertThat(relighter.model()).isEqualTo(IcLightModel.FBC);
        RelightRequest request = relighter
                .relight(photo)
                .prompt("p")
                .size(64, 64)
                .light(LightSide.LEFT)
                .withoutHighres()
                .run()
                .request();
        assertThat(request.sampling().steps()).isEqualTo(20);
        assertThat(request.guidance()).isEqualTo(GuidanceSettings.of(7));
    }

    @Test
    void aLightBeforeABackgroundIsWhatItStartsFrom() {
        Image unlit = tiny().background(room).run().image();
        Image lit = tiny().background(room).light(new AngledLight(60)).run().image();
        assertThat(lit).isNotEqualTo(unlit);
        assertThat(tiny().light(new AngledLight(60)).run().image()).isNotEqualTo(lit);
    }

    @Test
    void somethingMustBeBehindTheSubject() {
        assertThatThrownBy(() -> tiny().run())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("needs something behind the subject; give it a background(picture)");
    }

    @Test
    void aPngNamesItsBackground(@TempDir Path out) {
        RelightResult result = tiny().background(room).withoutHighres().run();
        result.write(out.resolve("relit.png"));
        String json = PngText.read(out.resolve("relit.png")).get("iclight");
        assertThat(RelightRequest.fromJson(json, List.of(photo, room))).isEqualTo(result.request());
        RelightRequest again = RelightRequest.fromJson(json, List.of(room));
        assertThat(relighter.relight(photo).settings(again).run().image())
                .isEqualTo(ImageDecoder.STANDARD.read(out.resolve("relit.png")));
    }

    @Test
    void normalsAreMadeOfFourRelightsWithTheSameNoise() {
        List<Progress> heard = new ArrayList<>();
        NormalsResult map = relighter
                .normals(photo)
                .prompt("a vase")
                .size(64, 64)
                .steps(2)
                .seed(5)
                .onProgress(heard::add)
                .run();

        Image lifted = map.foreground();
        assertThat(lifted.sample(3, 3, 0)).isEqualTo(Math.min(255, photo.sample(3, 3, 0) + 16));
        assertCutOf(map.normals().left(), relit(lifted, LightSide.LEFT));
        assertCutOf(map.normals().top(), relit(lifted, LightSide.TOP));
        assertThat(map.normals().all()).hasSize(9).containsEntry("normal", map.image());
        assertThat(map.timings().keySet()).containsExactly(Stage.values());
        assertThat(heard).extracting(Progress::fraction).isSorted();
        assertThat(heard.get(heard.size() - 1).fraction()).isBetween(0.5, 1.0);
        assertThat(heard.stream().filter(progress -> progress.stage() == Stage.PROMPT))
                .hasSize(4);
    }

    @Test
    void normalsAreComputedElsewhereUntilTheirFutureIsCancelled() {
        NormalMapping mapping =
                relighter.normals(photo).prompt("a vase").size(64, 64).steps(2).withoutHighres();
        assertThat(mapping.runAsync().join().image()).isEqualTo(mapping.run().image());
        assertThat(mapping.seeds(7).run().image())
                .isEqualTo(mapping.seed(7).run().image())
                .isNotEqualTo(mapping.seed(8).run().image());

        AtomicReference<CompletableFuture<NormalsResult>> itself = new AtomicReference<>();
        List<Runnable> work = new ArrayList<>();
        List<Progress> heard = new ArrayList<>();
        mapping.onProgress(progress -> {
            heard.add(progress);
            itself.get().cancel(true);
        });
        itself.set(mapping.runAsync(work::add));
        work.forEach(Runnable::run);

        assertThat(itself.get()).isCancelled();
        assertThat(heard).hasSize(1);
        assertThatThrownBy(() -> relighter.normals(photo).runAsync()).isInstanceOf(InvalidRequestException.class);
    }

    private static Image relit(Image foreground, LightSide side) {
        return relighter
                .relight(foreground)
                .prompt("a vase")
                .size(64, 64)
                .steps(2)
                .seed(5)
                .light(side)
                .run()
                .image();
    }

    /** Fractions are dropped, and the demo rounds floats more often on the way to a map: by a level, now and then. */
    private static void assertCutOf(Image cut, Image picture) {
        assertThat(cut.size()).isEqualTo(picture.size());
        byte[] samples = cut.samples();
        byte[] whole = picture.samples();
        for (int i = 0; i < samples.length; i++) {
            assertThat(Byte.toUnsignedInt(whole[i]) - Byte.toUnsignedInt(samples[i]))
                    .as("sample %d", i)
                    .isBetween(-1, 1);
        }
    }

    @Test
    void normalsTakeNoSettingsThatTheyHaveNoUseFor() {
        assertThatThrownBy(() -> relighter
                        .normals(photo)
                        .prompt("p")
                        .light(LightSide.LEFT)
                        .run())
                .hasMessageContaining("four lights of their own");
        assertThatThrownBy(() -> relighter.normals(photo).prompt("p").images(2).run())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("leave images at 1");
        assertThatThrownBy(() -> relighter
                        .normals(photo)
                        .prompt("p")
                        .originalBackground()
                        .run())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("leave finishes out");
    }

    @Test
    void normalsOfPicturesOfOnesOwn() {
        FourLights alike = FourLights.of(photo, photo, photo, photo);
        assertThat(Normals.of(alike).normal()).isEqualTo(Image.filled(photo.size(), 127, 127, 255));
    }

    @Test
    void nothingIsLeftBehind() {
        Runnable everything = () -> {
            tiny().background(room).light(LightSide.LEFT).run();
            relighter
                    .normals(photo)
                    .prompt("p")
                    .size(64, 64)
                    .steps(1)
                    .withoutHighres()
                    .run();
        };
        everything.run();
        long live = Pointer.totalCount();
        everything.run();
        assertThatThrownBy(() -> tiny().run()).isInstanceOf(InvalidRequestException.class);
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(live);
    }
}
