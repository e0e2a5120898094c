package io.iclight.cli;

import com.google.common.collect.ImmutableList;
import io.iclight.doctor.FileDiagnosis;
import io.iclight.doctor.Finding;
import io.iclight.doctor.ModelDiagnosis;
import io.iclight.io.hub.Hub;
import io.iclight.io.hub.HubSettings;
import io.iclight.io.machine.MachineFact;
import io.iclight.io.machine.MachineReport;
import io.iclight.models.checkpoint.ModelFiles;
import io.iclight.models.checkpoint.ModelSource;
import io.iclight.models.layers.VectorKernels;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code iclight doctor}: says what this machine has, what given model files are, and what is wrong with either. */
@Command(
        name = "doctor",
        description = "Says what this machine has, what model files are, and what is wrong with either.",
        footer = {"", "Exit code: 0 if relighting can work with what was looked at, 1 if it cannot."},
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description =
                    "Says of each what it is: a checkpoint, an offset, a LoRA file, a vocabulary, a matting network.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            converter = ModelOptions.SourceConverter.class,
            description =
                    "A base model to look at: a folder in diffusers' layout, a single file, or an id in the hub's "
                            + "cache.")
    private ModelSource model;

    @Option(
            names = "--iclight",
            paramLabel = "FILE",
            converter = ModelOptions.SourceConverter.class,
            description = "IC-Light's offset to look at: a file, or one in the hub's cache.")
    private ModelSource iclight;

    @Override
    public Integer call() {
        MachineReport machine = MachineReport.take();
        machine.facts().forEach(this::print);
        print(kernels());
        // Headers are of no use, and looking at them fails, where libtorch does not start.
        ImmutableList<Finding> findings = machine.runs() ? diagnose() : ImmutableList.of();
        findings.forEach(this::print);
        boolean works = machine.runs()
                && findings.stream().allMatch(finding -> finding.problem().isEmpty());
        out().println(works ? "Nothing stands in the way." : "Relighting cannot work like this.");
        return works ? 0 : 1;
    }

    private static MachineFact kernels() {
        return VectorKernels.attention().isPresent()
                ? new MachineFact("kernels", "the processor's vectors, and libtorch's", Optional.empty())
                : new MachineFact(
                        "kernels",
                        "libtorch's",
                        Optional.of("where the processor has AVX-512, the JVM's option --add-modules "
                                + VectorKernels.MODULE + " makes it faster"));
    }

    private ImmutableList<Finding> diagnose() {
        ImmutableList.Builder<Finding> findings = ImmutableList.builder();
        ModelFiles files = new ModelFiles(Hub.open(HubSettings.fromEnvironment(System.getenv())));
        Optional<Path> base = Optional.ofNullable(model).map(files::checkpoint);
        Optional<Path> offset = Optional.ofNullable(iclight).map(files::file);
        base.ifPresent(path -> findings.addAll(ModelDiagnosis.ofBase(path)));
        offset.ifPresent(path -> findings.add(ModelDiagnosis.ofOffset(path)));
        boolean each =
                findings.build().stream().allMatch(finding -> finding.problem().isEmpty());
        if (base.isPresent() && offset.isPresent() && each) {
            findings.add(ModelDiagnosis.ofBoth(base.get(), offset.get()));
        }
        paths.forEach(path -> findings.add(FileDiagnosis.of(path)));
        return findings.build();
    }

    private void print(MachineFact fact) {
        print(fact.name(), fact.value(), fact.advice());
    }

    private void print(Finding finding) {
        print(finding.part(), finding.found(), finding.problem());
    }

    private void print(String name, String value, Optional<String> remark) {
        out().println(String.format(Locale.ROOT, "%-2s%-13s %s", remark.isPresent() ? "!" : "", name, value));
        remark.ifPresent(text -> text.lines().forEach(line -> out().println(" ".repeat(18) + line)));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
