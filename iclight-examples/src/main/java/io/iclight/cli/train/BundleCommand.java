package io.iclight.cli.train;

import io.iclight.bundled.FileList;
import io.iclight.train.bundle.ModelBundle;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code iclight train bundle}: makes a trained model a resource of the library. */
@Command(
        name = "bundle",
        description = "Makes a trained model ready to come with the library: float16, and a list of the files.",
        mixinStandardHelpOptions = true)
final class BundleCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "The model's folder.")
    private Path model;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "Where to write; a folder that is not there yet.")
    private Path target;

    @Override
    public Integer call() {
        FileList files = new ModelBundle(model).write(target);
        spec.commandLine()
                .getOut()
                .println(String.format(
                        Locale.ROOT,
                        "%s (%d files, %.1f MB)",
                        target,
                        files.files().size(),
                        files.bytes() / 1e6));
        return 0;
    }
}
