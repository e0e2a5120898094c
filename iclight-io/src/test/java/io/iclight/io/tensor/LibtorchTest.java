package io.iclight.io.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Starts libtorch in JVMs of its own, since a JVM gets one attempt. */
class LibtorchTest {

    @TempDir
    private Path folder;

    /** What the other JVMs run: prints a sum, the threads, and the paths of the libraries in memory. */
    static final class Child {

        private Child() {}

        public static void main(String[] args) throws IOException {
            try (TensorScope scope = TensorScope.open()) {
                Tensor ones = torch.ones(12);
                System.out.println("sum " + ones.add(new Scalar(1)).sum().item_int());
                System.out.println("threads " + Libtorch.threads());
                System.out.println("lanes "
                        + Thread.getAllStackTraces().keySet().stream()
                                .filter(thread -> Lanes.isLane(thread.getName()))
                                .count());
            } catch (NativeStartException e) {
                System.out.println("failure " + e.getMessage());
            }
            if (Files.exists(Path.of("/proc/self/maps"))) {
                try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
                    maps.filter(line -> line.contains(" /"))
                            .map(line -> line.substring(line.indexOf(" /") + 1))
                            .distinct()
                            .forEach(path -> System.out.println("mapped " + path));
                }
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anotherLibtorchOnTheMachineIsNotTouched() throws Exception {
        Path strays = Files.createDirectory(folder.resolve("strays"));
        Path anyLibrary = Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("net"));
        for (String name : List.of("c10", "torch", "torch_cpu", "c10_cuda", "torch_cuda")) {
            Files.copy(anyLibrary, strays.resolve(System.mapLibraryName(name)));
        }
        Path cache = folder.resolve("cache");

        List<String> cold = run(strays, "-Dorg.bytedeco.javacpp.cachedir=" + cache);
        List<String> warm = run(strays, "-Dorg.bytedeco.javacpp.cachedir=" + cache);

        Path unpacked = cache.toRealPath();
        for (List<String> printed : List.of(cold, warm)) {
            assertThat(printed).contains("sum 24");
            assertThat(printed)
                    .filteredOn(line -> line.matches("mapped .*/lib(torch|c10).*"))
                    .hasSize(3)
                    .allMatch(line -> line.startsWith("mapped " + unpacked));
        }
    }

    @Test
    void theUserChoosesTheThreads() throws Exception {
        assertThat(run("-Diclight.threads=3")).contains("sum 24", "threads 3", "lanes 0");
        assertThat(run("-Diclight.threads=2")).contains("sum 24", "threads 2", "lanes 2");
        assertThat(run("-Diclight.threads=many"))
                .contains("failure the system property iclight.threads must be a whole number in 1…1024, was \"many\"");
    }

    @Test
    void missingNativesAreNamed() throws Exception {
        List<String> printed = run(jar -> !jar.matches(".*pytorch-[0-9.-]+-(linux|macosx|windows)-.*"));
        assertThat(printed)
                .filteredOn(line -> line.startsWith("failure "))
                .singleElement()
                .asString()
                .startsWith("failure the class path has no native library c10 for ")
                .contains("; add org.bytedeco:pytorch-platform, or org.bytedeco:pytorch with the classifier ");
    }

    @Test
    void everyThreadComputesWithTheChosenNumberOfThreads() throws Exception {
        int here = Libtorch.threads();
        int[] elsewhere = new int[1];
        Thread thread = new Thread(() -> elsewhere[0] = torch.get_num_threads());
        thread.start();
        thread.join();
        assertThat(elsewhere[0])
                .isEqualTo(here)
                .isBetween(1, Runtime.getRuntime().availableProcessors());
    }

    @Test
    void hyperthreadsAreNotCores() throws Exception {
        for (int processor = 0; processor < 6; processor++) {
            Path topology = Files.createDirectories(folder.resolve("cpu" + processor + "/topology"));
            int core = processor % 3;
            Files.writeString(topology.resolve("thread_siblings_list"), core + "," + (core + 3) + "\n");
        }
        Files.createDirectory(folder.resolve("cpufreq"));
        assertThat(ThreadCount.physicalCores(folder)).isEqualTo(3);
        assertThat(ThreadCount.physicalCores(folder.resolve("not-there"))).isZero();
    }

    private List<String> run(String... options) throws Exception {
        return run(jar -> true, Map.of(), options);
    }

    private List<String> run(Path libraryPath, String... options) throws Exception {
        return run(jar -> true, Map.of("LD_LIBRARY_PATH", libraryPath.toString()), options);
    }

    private List<String> run(Predicate<String> onClassPath) throws Exception {
        return run(onClassPath, Map.of());
    }

    private List<String> run(Predicate<String> onClassPath, Map<String, String> environment, String... options)
            throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(onClassPath)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.addAll(
                List.of("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-cp", classPath, Child.class.getName()));
        Path printed = folder.resolve("printed");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES))
                    .as("the child ends")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(printed);
        assertThat(process.exitValue()).as("%s", lines).isZero();
        return lines;
    }
}
