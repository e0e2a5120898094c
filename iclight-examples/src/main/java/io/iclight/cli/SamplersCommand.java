package io.iclight.cli;

import com.google.common.collect.ImmutableMap;
import io.iclight.request.SamplingMethod;
import io.iclight.sampling.Samplers;
import io.iclight.sampling.Schedules;
import io.iclight.sampling.UNetPatches;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code iclight samplers}: lists samplers, schedules and patches, with their options and defaults. */
@Command(
        name = "samplers",
        description = "Lists samplers, schedules and patches of the UNet, with their options and defaults.",
        mixinStandardHelpOptions = true)
final class SamplersCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("The demo's methods, for --sampler alone:");
        List.of(SamplingMethod.DPMPP_2M_SDE_KARRAS, SamplingMethod.EULER_ANCESTRAL, SamplingMethod.DDIM)
                .forEach(method -> out.println("  " + method));
        out.println();
        list("Samplers, for --sampler with --schedule:", Samplers.titles(), Samplers::options, out);
        out.println();
        list("Schedules, for --schedule:", Schedules.titles(), Schedules::options, out);
        out.println();
        list("Patches of the UNet, for --patch:", UNetPatches.titles(), UNetPatches::options, out);
        return 0;
    }

    private static void list(
            String heading,
            ImmutableMap<String, String> titles,
            Function<String, ImmutableMap<String, Object>> options,
            PrintWriter out) {
        out.println(heading);
        titles.forEach(
                (name, title) -> out.printf(Locale.ROOT, "  %-26s %-28s %s%n", name, title, text(options.apply(name))));
    }

    private static String text(Map<String, Object> options) {
        return options.entrySet().stream()
                .map(option -> option.getKey() + "=" + option.getValue())
                .collect(Collectors.joining(", "));
    }
}
