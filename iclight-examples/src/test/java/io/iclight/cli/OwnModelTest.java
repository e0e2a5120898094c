package io.iclight.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import io.iclight.RelightResult;
import io.iclight.Relighter;
import io.iclight.bundled.BundledModel;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PngEncoding;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import io.iclight.io.tensor.ElementType;
import io.iclight.light.LightSide;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.synthesis.Preset;
import io.iclight.synthesis.SyntheticCheckpoint;
import io.iclight.synthesis.SyntheticModels;
import io.iclight.train.measure.MeasuredModel;
import io.iclight.train.render.Shoot;
import io.iclight.train.render.mood.Mood;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that brings everything: models, offsets, a matting network, settings. */
class OwnModelTest {

    private static final String SETTINGS = "{\"width\": 64, \"height\": 64, \"steps\": 2, \"highres\": {}}";

    @TempDir
    private static Path temporary;

    private static Path model;

    @BeforeAll
    static void write() throws IOException {
        model = temporary.resolve("model");
        SyntheticCheckpoint.of(new SyntheticModels(Preset.TINY, 1), ElementType.F16)
                .write(model, ImmutableList.of(IcLightModel.FC, IcLightModel.FBC), file -> {});
        Files.writeString(model.resolve("relight.json"), "{\"fc\": " + SETTINGS + ", \"fbc\": " + SETTINGS + "}");
        writeMatting(model);
    }

    private static void writeMatting(Path folder) throws IOException {
        Path matting = Files.createDirectory(folder.resolve("matting"));
        for (String name : new String[] {"config.json", "model.safetensors"}) {
            Files.copy(BundledModel.MATTING.folder().resolve(name), matting.resolve(name));
        }
    }

    private static Image photo() {
        Shoot shoot = Shoot.of(7, 64, 64);
        return shoot.picture(shoot.in(Mood.STUDIO, LightSide.LEFT)).display();
    }

    @Test
    void nothingButTheFolderNeedsToBeNamed() {
        try (Relighter relighter = Relighter.builder().model(model).build()) {
            RelightResult result =
                    relighter.relight(photo()).prompt("sunset over sea").run();
            assertThat(result.image().size()).isEqualTo(new ImageSize(64, 64));
            assertThat(result.request().sampling().steps()).isEqualTo(2);
            assertThat(result.matte().opacity().value(0, 0, 0))
                    .as("the network has looked at the photo")
                    .isLessThan(0.5f);
        }
    }

    @Test
    void theOtherModelOfTheFolderIsNamedByItsKind() {
        try (Relighter relighter =
                Relighter.builder().model(model).iclight(IcLightModel.FBC).build()) {
            assertThat(relighter.model()).isEqualTo(IcLightModel.FBC);
            assertThat(relighter
                            .relight(photo())
                            .prompt("sunset over sea")
                            .background(photo())
                            .size(72, 64)
                            .run()
                            .image()
                            .size())
                    .as("what is asked for goes before what the folder brings")
                    .isEqualTo(new ImageSize(72, 64));
        }
    }

    @Test
    void itsSpeedsAndPatchesAreCompared() {
        Path file = temporary.resolve("speeds.json");
        assertThat(Iclight.run(
                        "speed",
                        "--model",
                        model.toString(),
                        "--relights",
                        "1",
                        "--also",
                        "token_merging:ratio=0.5",
                        "--also",
                        "deep_cache:interval=1",
                        "--json",
                        file.toString()))
                .isZero();
        List<JsonObject> outcomes = JsonReader.read(file).objects("outcomes");
        assertThat(outcomes)
                .extracting(outcome -> outcome.string("speed"))
                .containsExactly("exact", "balanced", "fast", "token_merging:ratio=0.5", "deep_cache:interval=1");
        assertThat(outcomes.get(3).numbers("psnr_db").get(0))
                .as("merged tokens change the picture")
                .isBetween(5.0, 80.0);
        assertThat(outcomes.get(2).numbers("psnr_db").get(0))
                .as("so does speed")
                .isBetween(5.0, 80.0);
        assertThat(outcomes.get(4).value("psnr_db"))
                .as("a patch that does nothing is compared at the exact speed, whatever the request's own")
                .isEqualTo(Collections.singletonList(null));
        assertThat(Iclight.run("speed", "--model", model.toString(), "--also", "no_such_patch"))
                .isEqualTo(1);
    }

    /** Runs {@code measure} on one small scene, and returns what it says beside the scores. */
    private static String measure(String... options) {
        StringWriter said = new StringWriter();
        Iclight.commandLine()
                .setErr(new PrintWriter(said))
                .execute(Stream.concat(Stream.of("measure", "--scenes", "1", "--size", "48"), Stream.of(options))
                        .toArray(String[]::new));
        return said.toString().strip();
    }

    @Test
    void whatCannotBeMeasuredIsToldBeforeAnythingIsRendered() throws IOException {
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        Path damaged = Files.createDirectory(temporary.resolve("damaged"));
        Files.writeString(damaged.resolve("photo.jpg"), "no photo");
        Path good = Files.createDirectory(temporary.resolve("good"));
        PngEncoding.PLAIN.write(photo(), good.resolve("photo.png"));
        Path mattingAlone = Files.createDirectory(temporary.resolve("matting-alone"));
        writeMatting(mattingAlone);

        assertThat(measure("--photos", temporary.resolve("typo").toString()))
                .endsWith("typo cannot be listed: it is not there; check the path")
                .hasLineCount(1);
        assertThat(measure("--photos", damaged.toString()))
                .contains("photo.jpg")
                .hasLineCount(1);
        assertThat(measure("--photos", empty.toString()))
                .contains("empty has no photos: expected files that end in .jpg")
                .hasLineCount(1);
        assertThat(measure("--model", empty.toString()))
                .contains("empty has nothing to measure: expected iclight_*_fc.safetensors")
                .hasLineCount(1);
        assertThat(measure("--model", mattingAlone.toString(), "--photos", good.toString()))
                .contains("--photos needs iclight_*_fc.safetensors, and " + mattingAlone + " has none")
                .hasLineCount(1);
    }

    @Test
    void aModelThatIsDamagedInPartLeavesNothingOpen() throws IOException {
        Path damaged = temporary.resolve("damaged-offset");
        SyntheticCheckpoint.of(new SyntheticModels(Preset.TINY, 1), ElementType.F16)
                .write(damaged, ImmutableList.of(IcLightModel.FC, IcLightModel.FBC), file -> {});
        MeasuredModel.open(damaged).close();
        Files.writeString(damaged.resolve("iclight_sd15_fbc.safetensors"), "no offset");
        long live = Pointer.totalCount();

        assertThatThrownBy(() -> MeasuredModel.open(damaged)).hasMessageContaining("iclight_sd15_fbc.safetensors");
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(live);
    }

    @Test
    void itIsMeasuredWithAllThatItHas() throws IOException {
        Path file = temporary.resolve("scores.json");
        Path photos = Files.createDirectory(temporary.resolve("photos"));
        PngEncoding.PLAIN.write(photo(), photos.resolve("a.PNG"));
        assertThat(measure("--model", model.toString(), "--photos", photos.toString(), "-o", file.toString()))
                .isEqualTo("scene 1 of 1");
        assertThat(JsonReader.read(file).objects("scores").stream()
                        .map((JsonObject score) -> score.string("measure").split(":")[0])
                        .distinct())
                .containsExactlyInAnyOrder(
                        "direction", "text", "consistency", "prior", "fidelity", "matting", "photos");
        assertThat(Iclight.run("measure", "--model", model.toString(), "--scenes", "0"))
                .isEqualTo(2);
        assertThatThrownBy(() -> MeasuredModel.open(temporary.resolve("mini")))
                .hasMessageEndingWith("mini cannot be listed: it is not there; check the path");
    }
}
