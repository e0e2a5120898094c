package io.iclight.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.iclight.cli.option.Bounds;
import io.iclight.io.json.JsonWriter;
import io.iclight.models.matting.Matting;
import io.iclight.train.measure.MeasuredModel;
import io.iclight.train.measure.Measurement;
import io.iclight.train.measure.PhotoMeasure;
import io.iclight.train.measure.RelightingModel;
import io.iclight.train.measure.Score;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code iclight measure}: how well a model relights, on rendered scenes and on photos. */
@Command(
        name = "measure",
        description = "Measures a model on rendered scenes that training has not seen, and on photos.",
        mixinStandardHelpOptions = true)
final class MeasureCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "The model's folder, of which is measured what it has: iclight_*_fc.safetensors and "
                    + "iclight_*_fbc.safetensors beside the models, matting/. Without it: the models that come with "
                    + "the library.")
    private Optional<Path> model;

    @Option(
            names = "--scenes",
            defaultValue = "200",
            description = "How many scenes, 1 to 100000. Default: ${DEFAULT-VALUE}.")
    private int scenes;

    @Option(
            names = "--first",
            paramLabel = "SEED",
            defaultValue = "" + Measurement.HELD_OUT,
            description = "The first scene's seed. Default: ${DEFAULT-VALUE}.")
    private long first;

    @Option(
            names = "--size",
            defaultValue = "256",
            description = "Of their pictures, 32 to 1024. Default: ${DEFAULT-VALUE}.")
    private int size;

    @Option(names = "--photos", paramLabel = "DIR", description = "Photos to relight too.")
    private Optional<Path> photos;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write the scores as JSON.")
    private Optional<Path> output;

    @Override
    public Integer call() {
        new Bounds(1, 100_000).check(spec, "--scenes", scenes);
        new Bounds(32, 1024).check(spec, "--size", size);
        output.ifPresent(OutputNames::requireFolder);
        ImmutableList<Score> scores = scores();
        PrintWriter out = spec.commandLine().getOut();
        scores.forEach(out::println);
        if (output.isPresent()) {
            JsonWriter.write(
                    output.get(),
                    ImmutableMap.of("scores", scores.stream().map(Score::json).toList()));
        }
        return 0;
    }

    /** All that can be wrong with the photos and the model is told before a scene is rendered. */
    private ImmutableList<Score> scores() {
        Optional<PhotoMeasure> onPhotos = photos.map(PhotoMeasure::of);
        try (MeasuredModel measured = model.map(MeasuredModel::open).orElseGet(MeasuredModel::bundled)) {
            Optional<Supplier<ImmutableList<Score>>> later = onPhotos.map(measure -> ofPhotos(measure, measured));
            ImmutableList.Builder<Score> scores = ImmutableList.builder();
            scores.addAll(ofScenes(measured));
            later.ifPresent(measure -> scores.addAll(measure.get()));
            return scores.build();
        }
    }

    private ImmutableList<Score> ofScenes(MeasuredModel measured) {
        PrintWriter progress = spec.commandLine().getErr();
        return new Measurement(measured.relighting(), measured.compositing(), measured.matting(), first, scenes, size)
                .run(done -> {
                    progress.println("scene " + done + " of " + scenes);
                    progress.flush();
                });
    }

    private Supplier<ImmutableList<Score>> ofPhotos(PhotoMeasure measure, MeasuredModel measured) {
        RelightingModel relighting = measured.relighting().orElseThrow(() -> lacks("iclight_*_fc.safetensors"));
        Matting matting = measured.matting().orElseThrow(() -> lacks("matting/"));
        return () -> measure.run(relighting, matting);
    }

    private ParameterException lacks(String what) {
        return new ParameterException(
                spec.commandLine(),
                "--photos needs " + what + ", and " + model.map(Path::toString).orElse("the bundled model")
                        + " has none");
    }
}
