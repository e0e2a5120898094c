package io.iclight.cli;

import com.google.common.collect.ImmutableList;
import io.iclight.doctor.Finding;
import io.iclight.doctor.ModelDiagnosis;
import io.iclight.io.machine.MachineFact;
import io.iclight.io.machine.MachineReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--model",
            paramLabel = "PATH",
            description = "A base model to look at: a folder in diffusers' layout, or a single file.")
    private Path model;

    @Option(names = "--iclight", paramLabel = "FILE", description = "IC-Light's offset to look at.")
    private Path iclight;

    @Override
    public Integer call() {
        MachineReport machine = MachineReport.take();
        machine.facts().forEach(this::print);
        // Headers are of no use, and looking at them fails, where libtorch does not start.
        ImmutableList<Finding> findings = machine.runs() ? diagnose() : ImmutableList.of();
        findings.forEach(this::print);
        boolean works = machine.runs()
                && findings.stream().allMatch(finding -> finding.problem().isEmpty());
        out().println(works ? "Nothing stands in the way." : "Relighting cannot work like this.");
        return works ? 0 : 1;
    }

    private ImmutableList<Finding> diagnose() {
        ImmutableList.Builder<Finding> findings = ImmutableList.builder();
        if (model != null) {
            findings.addAll(ModelDiagnosis.ofBase(model));
        }
        if (iclight != null) {
            findings.add(ModelDiagnosis.ofOffset(iclight));
        }
        boolean each =
                findings.build().stream().allMatch(finding -> finding.problem().isEmpty());
        if (model != null && iclight != null && each) {
            findings.add(ModelDiagnosis.ofBoth(model, iclight));
        }
        return findings.build();
    }

    private void print(MachineFact fact) {
        print(fact.name(), fact.value(), fact.advice());
    }

    private void print(Finding finding) {
        print(finding.part(), finding.found(), finding.problem());
    }

    private void print(String name, String value, Optional<String> remark) {
        out().println(String.format("%-2s%-13s %s", remark.isPresent() ? "!" : "", name, value));
        remark.ifPresent(text -> text.lines().forEach(line -> out().println(" ".repeat(18) + line)));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
