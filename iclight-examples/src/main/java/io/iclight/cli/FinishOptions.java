package io.iclight.cli;

import io.iclight.detail.BlendMode;
import io.iclight.detail.BlendedDetail;
import io.iclight.detail.DifferenceOfGaussians;
import io.iclight.request.RequestSettings;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What keeps the subject its own; the finishes are applied in the order of these options. */
final class FinishOptions {

    @Option(
            names = "--reinforce-foreground",
            description = "Starts from the subject over the light, not from the light alone.")
    private boolean reinforce;

    @Option(
            names = "--color-lock",
            paramLabel = "STRENGTH",
            description = "Keeps the subject's own colours, 0 to 1; 0.5 keeps half of the light's colour.")
    private Optional<Double> colorLock;

    @Option(
            names = "--detail",
            paramLabel = "PIXELS",
            description = "Gives detail of the photo back that is finer than a window of so many pixels: 3, 5, 7, ...")
    private Optional<Integer> detail;

    @Option(
            names = "--detail-mode",
            paramLabel = "MODE",
            description =
                    "Blends the photo with the light instead: add, multiply, screen, overlay, soft_light, hard_light,"
                            + " color_dodge, color_burn, difference, exclusion, divide.")
    private Optional<BlendMode> mode;

    @Option(names = "--detail-sigma", paramLabel = "PIXELS", description = "Of --detail-mode; default 1.")
    private Optional<Double> sigma;

    @Option(names = "--original-background", description = "Puts the relit subject back into the photo.")
    private boolean originalBackground;

    void apply(RequestSettings<?> relighting) {
        if (reinforce) {
            relighting.reinforceForeground();
        }
        colorLock.ifPresent(relighting::colorLock);
        detail.ifPresent(window -> relighting.detail(new DifferenceOfGaussians(window)));
        mode.ifPresent(blend -> relighting.detail(new BlendedDetail(
                blend, sigma.orElse(BlendedDetail.STANDARD.sigma()), BlendedDetail.STANDARD.factor())));
        if (originalBackground) {
            relighting.originalBackground();
        }
    }
}
