package io.iclight.cli;

import io.iclight.request.RequestSettings;
import io.iclight.request.Speed;
import io.iclight.sampling.UNetPatches;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How the UNet computes. */
final class NetworkOptions {

    @Option(
            names = "--speed",
            paramLabel = "SPEED",
            description = "What is given up to be faster: exact (nothing, the default), balanced or fast.")
    private Optional<Speed> speed;

    @Option(
            names = "--patch",
            paramLabel = "NAME",
            description =
                    "Changes what the UNet computes, such as free_u:b1=1.3,b2=1.4,s1=0.9,s2=0.2; may be given more"
                            + " than once. iclight samplers lists all.")
    private List<String> patches = List.of();

    void apply(RequestSettings<?> relighting) {
        speed.ifPresent(relighting::speed);
        patches.forEach(patch -> relighting.patch(UNetPatches.named(patch)));
    }
}
