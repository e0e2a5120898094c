package io.iclight.io.tensor;

import java.io.IOException;
import java.net.URL;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.ClassProperties;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.presets.torch;

/**
 * Loads the native libraries of the class path's jar, and no others of their names.
 *
 * <p>JavaCPP's own loading lets the dynamic linker find {@code libtorch_cpu} wherever the machine has one, and two
 * copies of it in one process kill the JVM. Here every library is loaded by its own path, those that others need first,
 * so that the linker never has to look.
 */
final class NativeLibraries {

    private static final String EXTENSION = "org.bytedeco.javacpp.platform.extension";

    private static final String GPU = "-gpu";

    /** What org.bytedeco:pytorch has classifiers for. */
    private static final List<String> PLATFORMS =
            List.of("linux-x86_64", "macosx-arm64", "macosx-x86_64", "windows-x86_64");

    /** In the order in which they need each other. */
    private static final List<String> LIBTORCH = List.of("c10", "torch_cpu", "torch");

    private static final List<String> LIBTORCH_GPU = List.of("c10", "c10_cuda", "torch_cpu", "torch_cuda", "torch");

    private final ClassProperties properties;
    private final List<String> libtorch;

    private NativeLibraries(ClassProperties properties, List<String> libtorch) {
        this.properties = properties;
        this.libtorch = libtorch;
    }

    /**
     * Loads everything up to the bindings.
     *
     * @throws NativeStartException if the jar for this platform is not on the class path
     * @throws LinkageError if a library does not load
     */
    static void load() {
        configure();
        Loader.load(openblas.class);
        NativeLibraries libraries = new NativeLibraries(properties(), isGpu() ? LIBTORCH_GPU : LIBTORCH);
        libraries.loadNeeded();
        libraries.loadLibtorch();
        Loader.load(org.bytedeco.pytorch.global.torch.class);
    }

    /** What the user has set is left alone. */
    private static void configure() {
        // Set in any case: without it the loader probes for, and loads, stray CUDA libraries of the machine.
        setUnlessSet(EXTENSION, isGpu() ? GPU : "");
        // JavaCPP would call System.gc(), and then fail, by limits that count the weights of a model.
        setUnlessSet("org.bytedeco.javacpp.maxBytes", "0");
        setUnlessSet("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /**
     * Says which build it is.
     *
     * @return whether it is the one with CUDA: by the user's choice, else by what is on the class path
     */
    static boolean isGpu() {
        String chosen = System.getProperty(EXTENSION);
        String c10 = "/org/bytedeco/pytorch/" + platform() + GPU + "/" + System.mapLibraryName("c10");
        return chosen == null ? NativeLibraries.class.getResource(c10) != null : chosen.equals(GPU);
    }

    /**
     * Returns which library multiplies matrices, once everything is loaded.
     *
     * @return {@code "MKL"} if it was asked for and is there, else {@code "OpenBLAS"}
     */
    static String blas() {
        boolean mkl = Loader.getLoadedLibraries().keySet().stream().anyMatch(name -> name.startsWith("mkl_rt"));
        return mkl ? "MKL" : "OpenBLAS";
    }

    /**
     * Returns what JavaCPP calls this platform.
     *
     * @return such as {@code linux-x86_64}
     */
    static String platform() {
        return Loader.Detector.getPlatform();
    }

    private static ClassProperties properties() {
        ClassProperties properties = Loader.loadProperties(torch.class, Loader.loadProperties(true), true);
        // These name folders of the machine; only what is on the class path is wanted.
        properties.remove("platform.preloadpath");
        properties.remove("platform.linkpath");
        return properties;
    }

    /**
     * OpenMP, the C++ runtime on Windows, CUDA's own libraries: what the class path does not have, the machine may. Some
     * serve hardware that few machines have; one that is really needed is missed by libtorch.
     */
    private void loadNeeded() {
        for (String library : properties.get("platform.preload")) {
            if (!libtorch.contains(library)) {
                load(library);
            }
        }
    }

    private void loadLibtorch() {
        for (String library : libtorch) {
            if (!load(library)) {
                explain(library);
            }
        }
    }

    /**
     * Loads a library of the class path. The libraries loaded before are passed on, because JavaCPP links them into the
     * folder of this one.
     *
     * @return whether it is there and was loaded
     */
    private boolean load(String library) {
        String[] before = Loader.getLoadedLibraries().values().toArray(String[]::new);
        // Without the mark, JavaCPP would look for a library that does not load elsewhere on the machine.
        String nowhereElse = library + "#";
        return Loader.loadLibrary(torch.class, find(library), nowhereElse, before) != null;
    }

    /** JavaCPP keeps the reason to itself, so the library is loaded once more. */
    private void explain(String library) {
        URL[] found = find(library);
        if (found.length == 0) {
            throw notOnClassPath(library);
        }
        try {
            System.load(Loader.cacheResource(found[0]).getAbsolutePath());
        } catch (IOException e) {
            throw new NativeStartException(
                    "the native library " + library + " cannot be unpacked: " + e.getMessage()
                            + "; is there room for 450 MB in the folder of org.bytedeco.javacpp.cachedir?",
                    e);
        }
    }

    private static NativeStartException notOnClassPath(String library) {
        if (!PLATFORMS.contains(platform())) {
            return new NativeStartException(
                    "libtorch has no build for " + platform() + "; it has builds for " + String.join(", ", PLATFORMS));
        }
        String classifier = platform() + System.getProperty(EXTENSION);
        return new NativeStartException("the class path has no native library " + library + " for " + classifier
                + "; add org.bytedeco:pytorch-platform, or org.bytedeco:pytorch with the classifier " + classifier);
    }

    /** At most one: behind the CUDA build's library the other build's may be found, and the two do not mix. */
    private URL[] find(String library) {
        URL[] found = Loader.findLibrary(torch.class, properties, library, false);
        return Arrays.copyOf(found, Math.min(found.length, 1));
    }
}
