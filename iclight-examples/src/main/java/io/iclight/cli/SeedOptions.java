package io.iclight.cli;

import io.iclight.request.RequestSettings;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How many pictures, and from which noise. */
final class SeedOptions {

    /** One or the other. */
    @ArgGroup
    private Choice choice = new Choice();

    private static final class Choice {

        @ArgGroup(exclusive = false)
        private OneSeed one = new OneSeed();

        @Option(
                names = "--seeds",
                split = ",",
                paramLabel = "SEED",
                description = "Makes a picture of each of these seeds.")
        private List<Long> seeds = List.of();
    }

    /** How all pictures come from one seed. */
    private static final class OneSeed {

        @Option(names = "--images", description = "How many pictures; default 1.")
        private Optional<Integer> images = Optional.empty();

        @Option(names = "--seed", description = "Of the noise; default 12345.")
        private Optional<Long> seed = Optional.empty();

        @Option(
                names = "--consecutive-seeds",
                description =
                        "Makes picture i what the seed plus i makes alone; without it all draw from one generator.")
        private boolean consecutive;
    }

    void apply(RequestSettings<?> relighting) {
        choice.one.images.ifPresent(relighting::images);
        choice.one.seed.ifPresent(relighting::seed);
        if (choice.one.consecutive) {
            relighting.consecutiveSeeds();
        }
        if (!choice.seeds.isEmpty()) {
            relighting.seeds(choice.seeds.stream().mapToLong(Long::longValue).toArray());
        }
    }
}
