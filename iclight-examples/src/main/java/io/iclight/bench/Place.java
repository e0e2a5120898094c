package io.iclight.bench;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a model was computing when it was looked at.
 *
 * @param layer the class of the layer, such as {@code Linear}
 * @param within method of the block that has the layer, such as {@code TransformerBlock.attendToSelf}
 */
record Place(String layer, String within) {

    private static final String MODELS = "io.iclight.models.";
    private static final String LAYERS = MODELS + "layers.";

    /** Layers' arithmetic that is written in Java. */
    private static final String KERNELS = MODELS + "vector.";

    /** What layers call to compute, and no layers themselves. */
    private static final Set<String> MEANS =
            Set.of("OneDnn", "OneDnnInt8", "Packing", "InPlace", "LanePart", "Inference", "OwnThreads", "Pieces");

    /** Between a block and its layers: the block's methods tell which of two attentions it is. */
    private static final ImmutableList<String> IN_BETWEEN = ImmutableList.of(
            KERNELS, MODELS + "unet.MultiHeadAttention", MODELS + "unet.SharedStart", MODELS + "unet.patch.");

    /** Finds the innermost layer, and the innermost block around it. */
    static Optional<Place> of(List<StackTraceElement> innermostFirst) {
        Optional<String> layer = innermostFirst.stream()
                .filter(frame -> frame.getClassName().startsWith(LAYERS))
                .map(Place::simpleName)
                .filter(name -> !MEANS.contains(name))
                .findFirst();
        return innermostFirst.stream()
                .filter(frame -> frame.getClassName().startsWith(MODELS)
                        && !frame.getClassName().startsWith(LAYERS))
                .filter(frame -> IN_BETWEEN.stream().noneMatch(frame.getClassName()::startsWith))
                .findFirst()
                .map(block -> new Place(layer.orElse("additions, joins"), simpleName(block) + "." + method(block)));
    }

    /** Whether a thread was in a kernel that is written in Java, or in what it calls. */
    static boolean isKernel(List<StackTraceElement> innermostFirst) {
        return innermostFirst.stream().anyMatch(frame -> frame.getClassName().startsWith(KERNELS));
    }

    private static String simpleName(StackTraceElement frame) {
        String outermost = frame.getClassName().split("\\$")[0];
        return outermost.substring(outermost.lastIndexOf('.') + 1);
    }

    /** A lambda's method is named after the one that it is written in. */
    private static String method(StackTraceElement frame) {
        String name = frame.getMethodName();
        return name.startsWith("lambda$") ? name.split("\\$")[1] : name;
    }
}
