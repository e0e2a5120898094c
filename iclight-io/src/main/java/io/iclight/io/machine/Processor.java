package io.iclight.io.machine;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The processor.
 *
 * @param model as its maker calls it, or the architecture where that is not known
 * @param instructions those sets of vector instructions that it has and libtorch's kernels know; empty where not known
 */
record Processor(String model, ImmutableList<String> instructions) {

    /** As Linux names them, x86 first, then ARM. */
    private static final List<String> KNOWN = List.of(
            "avx",
            "avx2",
            "fma",
            "f16c",
            "avx512f",
            "avx512bw",
            "avx512dq",
            "avx512vl",
            "avx512_vnni",
            "avx512_bf16",
            "avx512_fp16",
            "avx_vnni",
            "amx_tile",
            "amx_bf16",
            "amx_int8",
            "asimd",
            "asimdhp",
            "asimddp",
            "bf16",
            "i8mm",
            "sve",
            "sve2");

    static Processor ofThisMachine() {
        return of(ProcTable.read(Path.of("/proc/cpuinfo")));
    }

    static Processor of(ProcTable cpuinfo) {
        String model = cpuinfo.text("model name")
                .orElseGet(() -> System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", System.getProperty("os.arch")));
        List<String> flags = Arrays.asList(cpuinfo.text("flags")
                .or(() -> cpuinfo.text("Features"))
                .orElse("")
                .split(" "));
        return new Processor(model, KNOWN.stream().filter(flags::contains).collect(ImmutableList.toImmutableList()));
    }
}
