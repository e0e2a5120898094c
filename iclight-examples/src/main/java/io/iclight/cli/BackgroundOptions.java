package io.iclight.cli;

import io.iclight.io.image.ImageDecoder;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.request.Background;
import io.iclight.request.RequestSettings;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What stands behind the subject, for the background model. */
final class BackgroundOptions {

    @ArgGroup
    private Picture picture;

    /** As it is, or mirrored. */
    private static final class Picture {

        @Option(
                names = "--background",
                paramLabel = "FILE",
                description = "What stands behind the subject; only iclight_sd15_fbc sees it.")
        private Path asItIs;

        @Option(names = "--flipped-background", paramLabel = "FILE", description = "The same, left and right swapped.")
        private Path mirrored;

        private Background read() {
            return asItIs != null
                    ? Background.of(ImageDecoder.STANDARD.read(asItIs))
                    : Background.of(ImageDecoder.STANDARD.read(mirrored)).mirror();
        }
    }

    /** Returns which model is needed. */
    IcLightModel model() {
        return picture == null ? IcLightModel.FC : IcLightModel.FBC;
    }

    <S extends RequestSettings<S>> S apply(S settings) {
        return picture == null ? settings : settings.background(picture.read());
    }
}
