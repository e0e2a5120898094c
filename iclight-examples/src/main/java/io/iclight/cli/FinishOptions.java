package io.iclight.cli;

import io.iclight.detail.BlendMode;
import io.iclight.detail.BlendedDetail;
import io.iclight.detail.DetailTransfer;
import io.iclight.detail.DifferenceOfGaussians;
import io.iclight.detail.TransferredDetail;
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
            description =
                    "Gives detail of the photo back that is finer than a window of so many pixels: 3, 5, 7, ...; 1 for none."
                            + " Takes the place of the finishes that the model brings.")
    private Optional<Integer> detail;

    @Option(
            names = "--detail-mode",
            paramLabel = "MODE",
            description =
                    "Blends the photo with the light instead: add, multiply, screen, overlay, soft_light, hard_light,"
                            + " color_dodge, color_burn, difference, exclusion, divide. Takes the place of the finishes that"
                            + " the model brings.")
    private Optional<BlendMode> mode;

    @Option(names = "--detail-sigma", paramLabel = "PIXELS", description = "Of --detail-mode; default 1.")
    private Optional<Double> sigma;

    @Option(
            names = "--detail-factor",
            description = "Of --detail-mode, how far to go: 0 not at all, 1 (default) to the full.")
    private Optional<Double> factor;

    @Option(
            names = "--detail-region",
            description = "Where detail is given back: everywhere (default), or on the subject.")
    private Optional<TransferredDetail.Region> region;

    @Option(
            names = "--detail-input",
            description = "What detail is taken from: the photo (default), or its foreground on grey, as Forge does.")
    private Optional<TransferredDetail.Input> input;

    @Option(names = "--original-background", description = "Puts the relit subject back into the photo.")
    private boolean originalBackground;

    void apply(RequestSettings<?> relighting) {
        if (mode.isEmpty() && (sigma.isPresent() || factor.isPresent())) {
            throw new UsageException("--detail-sigma and --detail-factor need --detail-mode, whose settings they are");
        }
        if (mode.isEmpty() && detail.isEmpty() && (region.isPresent() || input.isPresent())) {
            throw new UsageException("--detail-region and --detail-input need --detail or --detail-mode");
        }
        if (detail.isPresent() || mode.isPresent()) {
            relighting.withoutFinishes();
        }
        if (reinforce) {
            relighting.reinforceForeground();
        }
        colorLock.ifPresent(relighting::colorLock);
        detail.map(DifferenceOfGaussians::new).map(this::transferred).ifPresent(relighting::finish);
        mode.map(this::blended).map(this::transferred).ifPresent(relighting::finish);
        if (originalBackground) {
            relighting.originalBackground();
        }
    }

    private BlendedDetail blended(BlendMode blend) {
        return new BlendedDetail(
                blend, sigma.orElse(BlendedDetail.STANDARD.sigma()), factor.orElse(BlendedDetail.STANDARD.factor()));
    }

    private TransferredDetail transferred(DetailTransfer transfer) {
        return new TransferredDetail(
                transfer,
                region.orElse(TransferredDetail.Region.EVERYWHERE),
                input.orElse(TransferredDetail.Input.PHOTO));
    }
}
