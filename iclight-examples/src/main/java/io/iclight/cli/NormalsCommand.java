package io.iclight.cli;

import io.iclight.NormalsResult;
import io.iclight.Relighter;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageEncoding;
import io.iclight.models.iclight.IcLightModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code iclight normals}: a photo goes in, a map of its normals comes out. */
@Command(
        name = "normals",
        description = "Computes the normals of a photo, by relighting it from four sides with a background model.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class NormalsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PHOTO", description = "A JPEG, PNG or WebP file.")
    private Path photo;

    @Option(names = "--prompt", required = true, description = "What the photo shows.")
    private String prompt;

    @Mixin
    private ModelOptions models;

    @Mixin
    private SubjectOptions subject;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The map to write: .png, .jpg or .webp.")
    private Path output;

    @Option(
            names = "--all",
            description = "Also write the four pictures and their ratios: -left, -ratio-left, ... in the name.")
    private boolean all;

    @Mixin
    private RelightOptions options;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        OutputNames names = OutputNames.of(output);
        try (ProgressBar bar = new ProgressBar(spec.commandLine().getErr());
                Relighter relighter =
                        models.builder(IcLightModel.FBC).onDownload(bar).build()) {
            NormalsResult result = options.apply(
                            subject.apply(relighter.normals(photo).prompt(prompt)))
                    .onProgress(bar)
                    .run();
            bar.close();
            result.write(output);
            out.println(output + ": " + result.image().size());
            if (all) {
                writeOthers(result, names, out);
            }
        }
        return 0;
    }

    private static void writeOthers(NormalsResult result, OutputNames names, PrintWriter out) {
        for (Map.Entry<String, Image> picture : result.normals().all().entrySet()) {
            if (!picture.getValue().equals(result.image())) {
                Path file = names.name(picture.getKey());
                ImageEncoding.forFile(file).write(picture.getValue(), file);
                out.println(file + ": " + picture.getValue().size());
            }
        }
    }
}
