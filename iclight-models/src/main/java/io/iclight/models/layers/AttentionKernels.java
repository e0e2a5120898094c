package io.iclight.models.layers;

import java.util.Optional;
import java.util.ServiceLoader;

/** The kernel of this process, if it can run here. */
public final class AttentionKernels {

    /** The JDK's module for vectors, which a JVM has only if told {@code --add-modules} with this name. */
    public static final String MODULE = "jdk.incubator.vector";

    /** With the value {@code false} libtorch computes all attention. */
    public static final String PROPERTY = "iclight.vector";

    private AttentionKernels() {}

    /**
     * Looks for it.
     *
     * @return the kernel, if the JVM has the module that it is written with, the processor suits it, and it is not turned
     *     off
     */
    public static Optional<AttentionKernel> find() {
        return Found.KERNEL;
    }

    /** The JVM's modules and this property do not change, so that it is looked for once. */
    private static final class Found {

        static final Optional<AttentionKernel> KERNEL = wanted() && hasModule()
                ? ServiceLoader.load(AttentionKernel.class, AttentionKernel.class.getClassLoader())
                        .findFirst()
                        .filter(AttentionKernel::suitsProcessor)
                : Optional.empty();

        private static boolean wanted() {
            return Boolean.parseBoolean(System.getProperty(PROPERTY, "true"));
        }

        private static boolean hasModule() {
            return ModuleLayer.boot().findModule(MODULE).isPresent();
        }
    }
}
