package io.iclight.cli;

import io.iclight.cli.train.TrainCommand;
import io.iclight.io.tensor.Device;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code iclight}: photographs relit by diffusion. */
@Command(
        name = "iclight",
        description = "Photographs relit by diffusion.",
        subcommands = {
            RelightCommand.class,
            NormalsCommand.class,
            MergeNormalsCommand.class,
            SamplersCommand.class,
            DoctorCommand.class,
            ModelsCommand.class,
            ConvertCommand.class,
            SynthesizeCommand.class,
            ParityCommand.class,
            TrainCommand.class,
            BenchCommand.class,
            BenchPeerCommand.class,
            BenchStartCommand.class,
            SpeedCommand.class,
            MeasureCommand.class,
            ContactSheetCommand.class,
            StillLifeCommand.class,
            DrawCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Iclight {

    @Option(names = "--verbose", description = "Print the stack trace of an error.", scope = ScopeType.INHERIT)
    private boolean verbose;

    private Iclight() {}

    /**
     * Runs the command and exits with its code: 0 for success, 1 for failure, 2 for wrong usage.
     *
     * @param args the command line
     */
    public static void main(String... args) {
        System.exit(run(args));
    }

    /**
     * Runs the command.
     *
     * @param args the command line
     * @return its exit code
     */
    public static int run(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        Iclight iclight = new Iclight();
        return new CommandLine(iclight)
                .setExecutionStrategy(new MemoryReport())
                .setParameterExceptionHandler(new UsageReport())
                .setExecutionExceptionHandler(new ErrorReport(() -> iclight.verbose))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Size.class, new Size.Converter())
                .registerConverter(Device.class, new DeviceName());
    }
}
