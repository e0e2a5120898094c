package io.iclight.models.layers;

import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Predicate;

/** The kernels of this process that are written in Java, if they can run here. */
public final class VectorKernels {

    /** The JDK's module for vectors, which a JVM has only if told {@code --add-modules} with this name. */
    public static final String MODULE = "jdk.incubator.vector";

    /** With the value {@code false} libtorch computes everything. */
    public static final String PROPERTY = "iclight.vector";

    private VectorKernels() {}

    /**
     * Looks for attention's.
     *
     * @return the kernel, if the JVM has the module that it is written with, the processor suits it, and it is not turned
     *     off
     */
    public static Optional<AttentionKernel> attention() {
        return Found.ATTENTION;
    }

    /**
     * Looks for that of convolutions.
     *
     * @return the kernel, as above
     */
    public static Optional<ConvolutionKernel> convolution() {
        return Found.CONVOLUTION;
    }

    /** The JVM's modules and this property do not change, so that they are looked for once. */
    private static final class Found {

        static final Optional<AttentionKernel> ATTENTION = find(AttentionKernel.class, AttentionKernel::suitsProcessor);

        static final Optional<ConvolutionKernel> CONVOLUTION =
                find(ConvolutionKernel.class, ConvolutionKernel::suitsProcessor);

        private static <K> Optional<K> find(Class<K> type, Predicate<K> suitsProcessor) {
            return wanted() && hasModule()
                    ? ServiceLoader.load(type, type.getClassLoader())
                            .findFirst()
                            .filter(suitsProcessor)
                    : Optional.empty();
        }

        private static boolean wanted() {
            return Boolean.parseBoolean(System.getProperty(PROPERTY, "true"));
        }

        private static boolean hasModule() {
            return ModuleLayer.boot().findModule(MODULE).isPresent();
        }
    }
}
