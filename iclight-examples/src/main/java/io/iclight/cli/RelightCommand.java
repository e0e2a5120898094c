package io.iclight.cli;

import io.iclight.RelightResult;
import io.iclight.Relighter;
import io.iclight.Relighting;
import io.iclight.light.LightSource;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code iclight relight}: a photo, a prompt and a light go in, a picture comes out. */
@Command(name = "relight", description = "Relights a photo.", sortOptions = false, mixinStandardHelpOptions = true)
final class RelightCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PHOTO",
            description =
                    "A JPEG, PNG or WebP file. Its opacity, if it has any, tells the subject from the background.")
    private Path photo;

    @Option(names = "--prompt", required = true, description = "What the picture should show, its light included.")
    private String prompt;

    @Mixin
    private LightOptions lights;

    @Mixin
    private BackgroundOptions background;

    @Mixin
    private SubjectOptions subject;

    @Option(
            names = "--save-matte",
            paramLabel = "FILE",
            description = "Also write the matte, white where the subject is.")
    private Optional<Path> matteOutput;

    @Mixin
    private ModelOptions models;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The picture to write: .png, .jpg or .webp. Further pictures get -2, -3, ... in the name.")
    private Path output;

    @Mixin
    private RelightOptions options;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        OutputNames names = OutputNames.of(output);
        matteOutput.ifPresent(OutputNames::of);
        LightSource light = lights.light();
        try (ProgressBar bar = new ProgressBar(spec.commandLine().getErr());
                Relighter relighter =
                        models.builder(background.model()).onDownload(bar).build()) {
            Relighting relighting = relighter.relight(photo).prompt(prompt).light(light);
            RelightResult result = options.apply(background.apply(subject.apply(relighting)))
                    .onProgress(bar)
                    .run();
            bar.close();
            matteOutput.ifPresent(result::writeMatte);
            for (int i = 0; i < result.images().size(); i++) {
                result.write(i, names.name(i));
                out.println(names.name(i) + ": " + result.images().get(i).size());
            }
            out.println(summary(result));
        }
        return 0;
    }

    private static String summary(RelightResult result) {
        return String.format(
                Locale.ROOT,
                "%.1f s, peak memory %.2f GiB",
                result.duration().toMillis() / 1e3,
                result.peakMemoryBytes() / (double) (1 << 30));
    }
}
