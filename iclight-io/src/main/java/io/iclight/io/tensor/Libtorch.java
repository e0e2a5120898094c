package io.iclight.io.tensor;

import java.net.URL;
import java.util.List;
import org.bytedeco.javacpp.ClassProperties;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.presets.torch;

/**
 * Starts libtorch, once for the life of the JVM.
 *
 * <p>JavaCPP's own loading lets the dynamic linker find {@code libtorch_cpu} wherever the machine has one, and two
 * copies of it in one process kill the JVM. Here every library of the class path's jar is loaded by its own path, those
 * that others need first, so that the linker never has to look.
 */
public final class Libtorch {

    /** In the order in which they need each other. GNU's OpenMP comes with the Linux build alone. */
    private static final List<String> LIBRARIES = List.of("gomp@.1", "c10", "torch_cpu", "torch");

    private static final String LINUX_ONLY = "gomp@.1";

    private Libtorch() {}

    /**
     * Starts libtorch if it does not run yet.
     *
     * @throws NativeStartException if the natives of this platform are not on the class path or do not load; the same
     *     again for every later call, since a JVM gets one attempt
     */
    public static void start() {
        if (Attempt.FAILURE != null) {
            throw Attempt.FAILURE;
        }
    }

    /** The class initialiser is the lock: it runs once, and every caller sees its outcome. */
    private static final class Attempt {

        static final NativeStartException FAILURE = make();

        private Attempt() {}

        private static NativeStartException make() {
            // Empty: without it the loader probes for, and loads, stray CUDA libraries of the machine.
            System.setProperty("org.bytedeco.javacpp.platform.extension", "");
            // JavaCPP would call System.gc(), and then fail, by limits that count the weights of a model.
            System.setProperty("org.bytedeco.javacpp.maxBytes", "0");
            System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
            try {
                Loader.load(openblas.class);
                ClassProperties properties = Loader.loadProperties(torch.class, Loader.loadProperties(), true);
                LIBRARIES.forEach(library -> load(library, properties));
                Loader.load(org.bytedeco.pytorch.global.torch.class);
                return null;
            } catch (NativeStartException e) {
                return e;
            } catch (UnsatisfiedLinkError | RuntimeException e) {
                return new NativeStartException(
                        "libtorch does not load on " + Loader.getPlatform() + ": " + e.getMessage()
                                + "; run the doctor for what this machine has",
                        e);
            }
        }

        private static void load(String library, ClassProperties properties) {
            URL[] found = Loader.findLibrary(torch.class, properties, library);
            if (found.length > 0) {
                Loader.loadLibrary(torch.class, found, library);
            } else if (!library.equals(LINUX_ONLY) || Loader.getPlatform().startsWith("linux")) {
                throw new NativeStartException(
                        "the class path has no native library " + library + " for " + Loader.getPlatform()
                                + "; add org.bytedeco:pytorch-platform, or org.bytedeco:pytorch with the classifier "
                                + Loader.getPlatform(),
                        null);
            }
        }
    }
}
