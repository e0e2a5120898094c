package io.iclight.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.google.common.collect.ImmutableList;
import io.iclight.cli.Iclight;
import io.iclight.io.image.ImageSize;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import io.iclight.io.tensor.Placement;
import io.iclight.synthesis.Preset;
import io.iclight.synthesis.SyntheticModels;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {

    @TempDir
    private Path folder;

    @Test
    void theCommandMeasuresAndWritesWhatItMeasured() {
        Path json = folder.resolve("bench.json");

        int code = Iclight.run(
                "bench",
                "--preset",
                "tiny",
                "--only",
                "clip,unet",
                "--size",
                "64x128,64x64",
                "--runs",
                "2",
                "--json",
                json.toString());

        assertThat(code).isZero();
        JsonObject result = JsonReader.read(json);
        assertThat(result.object("ceiling").number("convolution")).isGreaterThan(1e9);
        List<JsonObject> works = result.objects("work");
        assertThat(works).extracting(work -> work.string("work")).containsExactly("clip", "unet 64x128", "unet 64x64");
        for (JsonObject work : works) {
            assertThat(work.numbers("seconds")).hasSize(2);
            assertThat(work.number("flopsPerSecond") * work.number("medianSeconds"))
                    .isCloseTo(work.number("flops"), withinPercentage(1e-6));
            assertThat(work.number("shareOfCeiling")).isBetween(0.0, 1.0);
        }
        assertThat(works.get(1).number("flops"))
                .isBetween(
                        1.4 * works.get(2).number("flops"), 2.5 * works.get(2).number("flops"));
    }

    /** In which layers they are is a matter of chance. */
    @Test
    void theThreadsOfACallAreLookedAt() {
        BenchModels models = new BenchModels(new SyntheticModels(Preset.TINY, 0), 1, Placement.CPU_F32);

        String summary = Overhead.measure(models, new ImageSize(128, 128), 30).summary();

        assertThat(summary).containsPattern(" of [1-9]\\d* samples in Java");
    }

    /** The comparison itself requires that both programs compute the same. */
    @Test
    void onnxRuntimeComputesTheSame() {
        Path json = folder.resolve("compared.json");

        int code = Iclight.run(
                "bench",
                "--preset",
                "tiny",
                "--only",
                "unet",
                "--size",
                "64x128",
                "--runs",
                "1",
                "--compare",
                "--json",
                json.toString());

        assertThat(code).isZero();
        List<JsonObject> comparisons = JsonReader.read(json).objects("comparisons");
        assertThat(comparisons).extracting(c -> c.string("attention")).containsExactly("PLAIN", "FUSED");
        for (JsonObject comparison : comparisons) {
            assertThat(comparison.number("difference")).isBetween(1e-9, 1e-5);
            assertThat(comparison.number("ratio")
                            * comparison.numbers("theirSeconds").get(0))
                    .isCloseTo(comparison.numbers("ourSeconds").get(0), withinPercentage(1e-6));
        }
    }

    /** Each in a JVM of its own, from what others before it kept. */
    @Test
    void startsAreTimedFromTheJvmsOwn() {
        Path json = folder.resolve("starts.json");

        int code = Iclight.run(
                "bench",
                "--preset",
                "tiny",
                "--only",
                "clip",
                "--runs",
                "1",
                "--starts",
                "--store",
                "F16",
                "--json",
                json.toString());

        assertThat(code).isZero();
        List<JsonObject> starts = JsonReader.read(json).objects("starts");
        assertThat(starts)
                .extracting(start -> start.string("from"))
                .containsExactly(
                        "from the checkpoint",
                        "from it, keeping the models",
                        "from the kept models",
                        "from them, keeping latents",
                        "from kept models and latents");
        for (JsonObject start : starts) {
            assertThat(start.number("modelsSeconds")).isBetween(0.1, start.number("encodingSeconds"));
            assertThat(start.number("encodingSeconds")).isLessThan(start.number("firstStepSeconds"));
        }
    }

    @Test
    void medianAndBestAreOfTheTrials() {
        Work work = new Work(Work.Kind.UNET, new ImageSize(512, 512));
        Measurement measurement = new Measurement(
                work,
                ImmutableList.of(
                        new Trial(4, 6, 100), new Trial(1, 2, 100), new Trial(2, 3, 100), new Trial(3, 6, 100)),
                1L << 30);

        assertThat(measurement.medianSeconds()).isEqualTo(2.5);
        assertThat(measurement.minSeconds()).isEqualTo(1);
        assertThat(measurement.flopsPerSecond()).isEqualTo(40);
        assertThat(measurement.coresBusy()).isEqualTo(1.75);
        BenchResult result =
                new BenchResult(new Ceiling(160, 80).or(new Ceiling(100, 90)), ImmutableList.of(measurement));
        assertThat(result.shareOfCeiling(measurement)).isEqualTo(0.25);
        assertThat(BenchTable.of(result)).contains("unet 512x512", "25%");
    }

    @Test
    void sizesThatTheModelsDoNotHaveAreRefused() {
        assertThatThrownBy(() -> new Work(Work.Kind.UNET, new ImageSize(100, 64)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("multiples of 64")
                .hasMessageContaining("100");
    }
}
