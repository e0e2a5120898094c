package io.iclight.io.machine;

import com.google.common.collect.ImmutableList;
import com.sun.management.OperatingSystemMXBean;
import io.iclight.io.tensor.Libtorch;
import io.iclight.io.tensor.NativeStartException;
import io.iclight.io.tensor.TensorScope;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.global.torch;

/**
 * What this machine has that matters to relighting.
 *
 * @param facts one after another, each with advice where something is off
 * @param runs whether libtorch starts here, without which nothing does
 */
public record MachineReport(ImmutableList<MachineFact> facts, boolean runs) {

    /** What SD1.5 takes for 512x640 pixels in float32, roughly; half of it in a half-precision type. */
    private static final long COMFORTABLE_BYTES = 6L << 30;

    private static final Pattern TORCH_VERSION = Pattern.compile("TORCH_VERSION=([^,\\s]+)");

    private static final Pattern PARALLEL_BACKEND = Pattern.compile("ATen parallel backend: (.+)");

    /**
     * Looks at this machine, starting libtorch if it does not run yet.
     *
     * @return the report
     */
    public static MachineReport take() {
        ImmutableList.Builder<MachineFact> facts = ImmutableList.builder();
        facts.add(system(), java(), processor());
        boolean runs = true;
        try {
            Libtorch.start();
            facts.add(libtorch(), CudaSupport.ofThisMachine().fact());
        } catch (NativeStartException e) {
            runs = false;
            facts.add(
                    MachineFact.of("libtorch", "does not start", e.getMessage()),
                    CudaSupport.withoutLibtorch().fact());
        }
        facts.add(memory(), heap());
        if (runs) {
            facts.add(process());
        }
        return new MachineReport(facts.build(), runs);
    }

    private static MachineFact system() {
        return MachineFact.of(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"));
    }

    private static MachineFact java() {
        return MachineFact.of(
                "java",
                Runtime.version() + ", " + System.getProperty("java.vm.name") + ", " + System.getProperty("java.home"));
    }

    private static MachineFact processor() {
        Processor processor = Processor.ofThisMachine();
        int available = Runtime.getRuntime().availableProcessors();
        String instructions =
                processor.instructions().isEmpty() ? "" : ": " + String.join(" ", processor.instructions());
        return MachineFact.of("processor", processor.model() + ", " + available + " for this JVM" + instructions);
    }

    /**
     * Names libtorch's kernels, and the processor that they are chosen for.
     *
     * @return the processor and its instructions, libtorch's version, and its number of threads
     */
    public static String kernels() {
        try (TensorScope scope = TensorScope.open()) {
            return processor().value() + "; libtorch " + torchVersion() + "; " + Libtorch.threads() + " threads";
        }
    }

    /** In the caller's scope. */
    private static String torchVersion() {
        return find(TORCH_VERSION, torch.show_config().getString());
    }

    private static MachineFact libtorch() {
        try (TensorScope scope = TensorScope.open()) {
            String version = torchVersion();
            String backend = find(PARALLEL_BACKEND, torch.get_parallel_info().getString());
            String blas = Libtorch.blas();
            String value = version + ", " + torch.get_cpu_capability().getString() + " kernels, " + blas + ", "
                    + Libtorch.threads() + " threads by " + backend;
            boolean mklIsMissed =
                    System.getProperty("org.bytedeco.openblas.load", "").startsWith("mkl") && !blas.equals("MKL");
            return mklIsMissed
                    ? MachineFact.of(
                            "libtorch",
                            value,
                            "MKL was asked for and is not on the class path: add org.bytedeco:mkl, once as it is and once"
                                    + " with the classifier of its files, such as linux-x86_64-redist")
                    : MachineFact.of("libtorch", value);
        }
    }

    private static String find(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? found.group(1) : "(unknown)";
    }

    private static MachineFact memory() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        ProcTable machine = ProcTable.read(Path.of("/proc/meminfo"));
        long total = system.getTotalMemorySize();
        boolean inContainer = machine.bytes("MemTotal").orElse(total) > total;
        // What Linux calls free leaves out the memory of its file cache, which it gives up when it is wanted. How much
        // there is with that, it says of the machine as a whole alone.
        long available = inContainer
                ? system.getFreeMemorySize()
                : machine.bytes("MemAvailable").orElseGet(system::getFreeMemorySize);
        String value = (inContainer ? "at least " : "") + gibibytes(available) + " available of " + gibibytes(total);
        return available >= COMFORTABLE_BYTES
                ? MachineFact.of("memory", value)
                : MachineFact.of(
                        "memory",
                        value,
                        "relighting 512x640 pixels with SD1.5 takes about " + gibibytes(COMFORTABLE_BYTES)
                                + " in float32 and half of it in bfloat16; end other programs, or ask for smaller images");
    }

    private static MachineFact heap() {
        return MachineFact.of(
                "heap", "at most " + gibibytes(Runtime.getRuntime().maxMemory()) + "; tensors are outside of it");
    }

    private static MachineFact process() {
        return MachineFact.of(
                "process",
                gibibytes(ProcessMemory.currentBytes()) + " now, " + gibibytes(ProcessMemory.peakBytes())
                        + " at its peak");
    }

    private static String gibibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / 0x1p30);
    }
}
