package io.iclight.io.tensor;

import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.global.torch;

/**
 * Starts libtorch, once for the life of the JVM, from the natives on the class path; another libtorch on the machine is
 * neither needed nor touched. Every {@link TensorScope} starts it, so there is seldom a reason to.
 *
 * <p>When the JVM ends while something is computed, its end waits until the operator that runs is done, and the computation
 * ends with an {@link IllegalStateException}.
 *
 * <p>System properties, read when it starts:
 *
 * <ul>
 *   <li>{@code iclight.threads}: how many threads a computation is spread over, 1…1024. As many as there are physical
 *       cores, but not more than the processors that the JVM may use, where it is not set.
 *   <li>{@code org.bytedeco.openblas.load=mkl}: takes MKL in the place of OpenBLAS; its jar must be on the class path.
 *   <li>{@code org.bytedeco.javacpp.platform.extension}: {@code -gpu} for the CUDA build, empty for the other. The CUDA
 *       build if it is on the class path, where it is not set.
 *   <li>{@code org.bytedeco.javacpp.cachedir}: where the natives are unpacked, about 450 MB. {@code ~/.javacpp/cache}
 *       where it is not set.
 * </ul>
 */
public final class Libtorch {

    private Libtorch() {}

    /**
     * Starts libtorch if it does not run yet.
     *
     * @throws NativeStartException if the natives of this platform are not on the class path or do not load, or if a
     *     property makes no sense; the same again for every later call, since a JVM gets one attempt
     */
    public static void start() {
        if (Attempt.FAILURE != null) {
            throw new NativeStartException(Attempt.FAILURE.getMessage(), Attempt.FAILURE);
        }
    }

    /**
     * Returns how many threads a computation is spread over.
     *
     * @return at least 1; the same for every computation of this JVM
     * @throws NativeStartException if libtorch does not start
     */
    public static int threads() {
        start();
        return torch.get_num_threads();
    }

    /**
     * Returns which library multiplies matrices on the processor: the one that is loaded, whatever was asked for.
     *
     * @return {@code "OpenBLAS"} or {@code "MKL"}
     * @throws NativeStartException if libtorch does not start
     */
    public static String blas() {
        start();
        return NativeLibraries.blas();
    }

    /**
     * Says whether the CUDA build of libtorch is the one that runs, or would run; starts nothing. Whether there is a card
     * to compute on is another question.
     *
     * @return {@code true} if it is on the class path and was not ruled out
     */
    public static boolean isCudaBuild() {
        return NativeLibraries.isGpu();
    }

    /** The class initialiser is the lock: it runs once, and every caller sees its outcome. */
    private static final class Attempt {

        /** {@code null} if libtorch runs. */
        static final NativeStartException FAILURE = make();

        private Attempt() {}

        private static NativeStartException make() {
            try {
                int threads = ThreadCount.chosen();
                NativeLibraries.load();
                torch.set_num_threads(threads);
                // OpenBLAS's own threads, called from within OpenMP's, wait for each other by spinning: on a busy
                // machine a relight took forty times as long with two of them as with one.
                openblas.blas_set_num_threads(1);
                Lanes.begin();
                JvmEnd.await();
                return null;
            } catch (NativeStartException e) {
                return e;
            } catch (LinkageError | RuntimeException e) {
                return new NativeStartException(
                        "libtorch does not load on " + NativeLibraries.platform() + ": " + e.getMessage() + advice(),
                        e);
            }
        }

        private static String advice() {
            return isCudaBuild()
                    ? "; its CUDA build needs CUDA 13 and cuDNN 9, on the class path (org.bytedeco:cuda-platform-redist)"
                            + " or installed; -Dorg.bytedeco.javacpp.platform.extension= takes the CPU build instead"
                    : "; run \"iclight doctor\" for what this machine has";
        }
    }
}
