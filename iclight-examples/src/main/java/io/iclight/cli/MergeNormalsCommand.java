package io.iclight.cli;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageDecoder;
import io.iclight.io.image.ImageEncoding;
import io.iclight.io.image.Matte;
import io.iclight.matting.MaskPicture;
import io.iclight.normals.FourLights;
import io.iclight.normals.Normals;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code iclight merge-normals}: four photos of one subject go in, a map of its normals comes out. */
@Command(
        name = "merge-normals",
        description = "Computes the normals of a subject from four photos of it, each lit from another side.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class MergeNormalsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "LEFT",
            description = "The subject lit from the left: a JPEG, PNG or WebP file.")
    private Path left;

    @Parameters(index = "1", paramLabel = "RIGHT", description = "Lit from the right, of the same size.")
    private Path right;

    @Parameters(index = "2", paramLabel = "BOTTOM", description = "Lit from below.")
    private Path bottom;

    @Parameters(index = "3", paramLabel = "TOP", description = "Lit from above.")
    private Path top;

    @Option(
            names = "--mask",
            paramLabel = "FILE",
            description =
                    "White or opaque where the subject is; the map faces the viewer elsewhere. Default: all of it.")
    private Optional<Path> mask;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The map to write: .png, .jpg or .webp.")
    private Path output;

    @Option(
            names = "--all",
            description = "Also write how each light differs from the mean: -ratio-left, ... in the name.")
    private boolean all;

    @Override
    public Integer call() {
        OutputNames names = OutputNames.of(output);
        FourLights photos = FourLights.of(read(left), read(right), read(bottom), read(top));
        Optional<Matte> matte = mask.map(file -> new MaskPicture(read(file)).matte());
        Normals normals = matte.map(given -> Normals.of(photos, given)).orElseGet(() -> Normals.of(photos));
        write(normals.normal(), output);
        if (all) {
            for (Map.Entry<String, Image> picture : normals.all().entrySet()) {
                if (picture.getKey().startsWith("ratio-")) {
                    write(picture.getValue(), names.name(picture.getKey()));
                }
            }
        }
        return 0;
    }

    private static Image read(Path file) {
        return ImageDecoder.STANDARD.read(file);
    }

    private void write(Image picture, Path file) {
        PrintWriter out = spec.commandLine().getOut();
        ImageEncoding.forFile(file).write(picture, file);
        out.println(file + ": " + picture.size());
    }
}
