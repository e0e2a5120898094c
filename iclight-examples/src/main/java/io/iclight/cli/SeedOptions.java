package io.iclight.cli;

import io.iclight.request.RequestSettings;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How many pictures, and from which noise. */
final class SeedOptions {

    @Option(names = "--images", description = "How many pictures; default 1.")
    private Optional<Integer> images;

    @Option(names = "--seed", description = "Of the noise; default 12345.")
    private Optional<Long> seed;

    @Option(
            names = "--consecutive-seeds",
            description = "Makes picture i what the seed plus i makes alone; without it all draw from one generator.")
    private boolean consecutive;

    @Option(
            names = "--seeds",
            split = ",",
            paramLabel = "SEED",
            description = "Makes a picture of each of these seeds.")
    private List<Long> seeds = List.of();

    void apply(RequestSettings<?> relighting) {
        images.ifPresent(relighting::images);
        seed.ifPresent(relighting::seed);
        if (consecutive) {
            relighting.consecutiveSeeds();
        }
        if (!seeds.isEmpty()) {
            relighting.seeds(seeds.stream().mapToLong(Long::longValue).toArray());
        }
    }
}
