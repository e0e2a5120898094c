package io.iclight.cli;

import com.google.common.collect.ImmutableList;
import io.iclight.io.machine.ComputeDevices;
import io.iclight.io.tensor.Device;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Placement;
import io.iclight.parity.ParityReport;
import io.iclight.parity.ParityRunner;
import io.iclight.parity.ParitySuites;
import io.iclight.parity.cases.CaseResult;
import io.iclight.parity.cases.UnknownCaseException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code iclight parity}: compares this machine with the reference programs, case by case. */
@Command(
        name = "parity",
        description = "Compares this machine's numbers with the reference programs', case by case.",
        footer = {"", "Exit code: 0 all pass, 1 something fails, 2 a suite or kind of case is unknown."},
        mixinStandardHelpOptions = true)
final class ParityCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "A collection: a folder with a folder for each suite.")
    private Path collection;

    @Option(names = "--suite", paramLabel = "NAME", description = "Run this suite alone.")
    private String suite;

    @Option(
            names = "--case",
            paramLabel = "GLOB",
            defaultValue = "*",
            description = "Run the cases whose name matches.")
    private String caseGlob;

    @Option(names = "--json", paramLabel = "FILE", description = "Write every comparison there.")
    private Path json;

    @Option(
            names = "--device",
            defaultValue = "cpu",
            description = "Where models compute: ${DEFAULT-VALUE}, cuda, cuda:N, auto.")
    private Device device;

    @Option(
            names = "--dtype",
            defaultValue = "F32",
            converter = FloatingType.class,
            description = "What models compute in: ${DEFAULT-VALUE}, F16, BF16, F64.")
    private ElementType dtype;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ComputeDevices.require(device);
        if (json != null) {
            OutputNames.requireFolder(json);
        }
        ParityRunner runner = new ParityRunner(ParitySuites.all(), new Placement(device, dtype));
        ParityRunner.Selection selection = new ParityRunner.Selection(Optional.ofNullable(suite), caseGlob);
        try {
            ImmutableList<CaseResult> results =
                    runner.run(collection, selection, result -> out.println(ParityReport.line(result)));
            out.println(ParityReport.summary(results));
            if (json != null) {
                ParityReport.write(results, json);
            }
            return results.stream().allMatch(CaseResult::passes) ? 0 : 1;
        } catch (UnknownCaseException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }
}
