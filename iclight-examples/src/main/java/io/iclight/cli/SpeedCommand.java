package io.iclight.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.iclight.EncodedPictures;
import io.iclight.Precision;
import io.iclight.Relighter;
import io.iclight.RelighterBuilder;
import io.iclight.Relighting;
import io.iclight.bench.BatchComparison;
import io.iclight.bench.BatchComparison.Outcome;
import io.iclight.bench.SpeedComparison;
import io.iclight.bench.SpeedComparison.Way;
import io.iclight.cli.option.Bounds;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageDecoder;
import io.iclight.io.json.JsonWriter;
import io.iclight.io.tensor.ElementType;
import io.iclight.light.LightSide;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.models.unet.patch.UNetPatch;
import io.iclight.request.Speed;
import io.iclight.sampling.UNetPatches;
import io.iclight.train.render.StillLife;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code iclight speed}: what each speed saves and costs. */
@Command(
        name = "speed",
        description = "Relights at each speed, and says how long it takes and how far from the exact picture it is.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class SpeedCommand implements Callable<Integer> {

    /** A light and a prompt for each relight, in turns. */
    private static final ImmutableList<LightSide> LIGHTS =
            ImmutableList.of(LightSide.LEFT, LightSide.TOP, LightSide.RIGHT, LightSide.BOTTOM);

    private static final ImmutableList<String> PROMPTS = ImmutableList.of(
            "sunset over sea", "neon light, city", "warm candle light", "studio, soft light from a window");

    private static final int SUBJECT_PX = 512;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PHOTO",
            arity = "0..*",
            description = "Photos to relight in turns; without any, a rendered still life.")
    private List<Path> photos = List.of();

    @Option(names = "--relights", defaultValue = "4", description = "How many, 1 to 1000. Default: ${DEFAULT-VALUE}.")
    private int relights;

    @Option(
            names = "--rounds",
            defaultValue = "1",
            description = "How often each is timed, 1 to 100; the fastest counts. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--integers",
            description = "Also with the UNet's weights as 8-bit integers, --store I8; on the processor, in F32.")
    private boolean integers;

    @Option(
            names = "--batches",
            paramLabel = "N",
            description =
                    "Say instead what batches of up to N relights save, 2 to 64, where all wait at once; without --also,"
                            + " --integers and --json.")
    private Optional<Integer> batches;

    @Option(
            names = "--also",
            paramLabel = "PATCH",
            description =
                    "Compare with this patch too, such as token_merging:ratio=0.5, at the exact speed; may be given"
                            + " more than once.")
    private List<String> patches = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the outcomes there.")
    private Optional<Path> json;

    @Mixin
    private ModelOptions models;

    @Mixin
    private RelightOptions options;

    @Override
    public Integer call() {
        new Bounds(1, 1000).check(spec, "--relights", relights);
        new Bounds(1, 100).check(spec, "--rounds", rounds);
        json.ifPresent(OutputNames::requireFolder);
        requireFittingOptions();
        ImmutableList<Image> subjects = subjects();
        if (batches.isPresent()) {
            compareBatches(batches.get(), subjects);
            return 0;
        }
        try (ProgressBar bar = new ProgressBar(spec.commandLine().getErr());
                Relighter relighter = builder(bar).build()) {
            ImmutableList<Way> exact = ways("", relighter, subjects);
            if (integers) {
                try (Relighter rounded = builder(bar)
                        .precision(Precision.FULL.storing(ElementType.I8))
                        .build()) {
                    compare(ImmutableList.<Way>builder()
                            .addAll(exact)
                            .addAll(ways("I8 ", rounded, subjects))
                            .build());
                }
            } else {
                compare(exact);
            }
        }
        return 0;
    }

    /** Whoever relights a picture first must not do for the others what takes time. */
    private RelighterBuilder builder(ProgressBar bar) {
        return models.builder(IcLightModel.FC).onDownload(bar).encodedPictures(EncodedPictures.FORGOTTEN);
    }

    private void requireFittingOptions() {
        for (String own : List.of("--seed", "--seeds", "--speed")) {
            if (spec.commandLine().getParseResult().hasMatchedOption(own)) {
                throw new UsageException(
                        "speed relights at every speed, with a seed of its own for each relight; leave " + own
                                + " out");
            }
        }
        if (spec.commandLine().getParseResult().hasMatchedOption("--latents")) {
            throw new UsageException("speed encodes every picture each time, so that each way has the same work; leave"
                    + " --latents out");
        }
        if (integers && models.choosePrecision()) {
            throw new UsageException("--integers compares with weights that are not rounded, and both in F32 on the"
                    + " processor; leave --dtype, --store and --device out");
        }
        if (batches.isPresent() && (integers || !patches.isEmpty() || json.isPresent())) {
            throw new UsageException("--batches says what batches save at each speed, and nothing else; leave --also,"
                    + " --integers and --json out, or run speed twice");
        }
    }

    private void compareBatches(int most, ImmutableList<Image> subjects) {
        new Bounds(2, 64).check(spec, "--batches", most);
        new Bounds(2, 1000).check(spec, "--relights", relights);
        BatchComparison comparison = new BatchComparison(relights, rounds);
        try (ProgressBar bar = new ProgressBar(spec.commandLine().getErr());
                Relighter alone = builder(bar).build();
                Relighter batching = builder(bar).batchUpTo(most).build()) {
            for (Speed speed : Speed.values()) {
                Outcome outcome = comparison.run(
                        alone,
                        batching,
                        (relighter, number) ->
                                relighting(relighter, subjects, number).speed(speed));
                spec.commandLine().getOut().println(outcome.summary(speed.name().toLowerCase(Locale.ROOT)));
            }
        }
    }

    private void compare(ImmutableList<Way> ways) {
        ImmutableList<SpeedComparison.Outcome> outcomes = new SpeedComparison(relights, rounds).run(ways);
        outcomes.forEach(outcome -> spec.commandLine().getOut().println(outcome.summary(outcomes.get(0))));
        json.ifPresent(file -> JsonWriter.write(
                file,
                ImmutableMap.of(
                        "outcomes",
                        outcomes.stream().map(SpeedComparison.Outcome::json).toList())));
    }

    private ImmutableList<Way> ways(String prefix, Relighter relighter, ImmutableList<Image> subjects) {
        Stream<Way> speeds = Arrays.stream(Speed.values())
                .map(speed -> new Way(
                        prefix + speed.name().toLowerCase(Locale.ROOT),
                        number -> relighting(relighter, subjects, number)
                                .speed(speed)
                                .run()));
        Stream<Way> patched = patches.stream().map(name -> {
            UNetPatch patch = UNetPatches.named(name);
            return new Way(
                    prefix + name,
                    number -> relighting(relighter, subjects, number)
                            .speed(Speed.EXACT)
                            .patch(patch)
                            .run());
        });
        return Stream.concat(speeds, patched).collect(ImmutableList.toImmutableList());
    }

    private ImmutableList<Image> subjects() {
        return photos.isEmpty()
                ? ImmutableList.of(StillLife.photograph(SUBJECT_PX, SUBJECT_PX))
                : photos.stream().map(ImageDecoder.STANDARD::read).collect(ImmutableList.toImmutableList());
    }

    private Relighting relighting(Relighter relighter, ImmutableList<Image> subjects, int number) {
        return options.apply(relighter
                        .relight(subjects.get(number % subjects.size()))
                        .prompt(PROMPTS.get(number % PROMPTS.size()))
                        .light(LIGHTS.get(number % LIGHTS.size())))
                .seed(number);
    }
}
