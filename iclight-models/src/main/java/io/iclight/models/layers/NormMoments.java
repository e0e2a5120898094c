package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/**
 * Means and variances at every group norm of a graph: what a picture is normalized by. Parts of the picture are computed
 * with them as they are within the whole.
 */
public final class NormMoments {

    private final Map<GroupNorm, GroupMoments> moments = new HashMap<>();

    /** Begins with none. */
    public NormMoments() {}

    /**
     * Measures a picture.
     *
     * @param graph computes it
     * @param x one picture, {@code [1, channels, height, width]}, borrowed
     * @return what the graph normalizes it by
     */
    public static NormMoments of(Layer graph, Tensor x) {
        NormMoments own = new NormMoments();
        run(graph.normalizedBy((norm, map) -> own.put(norm, norm.measure(map))), x);
        return own;
    }

    /**
     * Normalizes whatever a graph is given by these moments.
     *
     * @param graph whose moments these are; is not changed
     * @return the same graph, normalized so
     */
    public Layer normalized(Layer graph) {
        return graph.normalizedBy((norm, map) -> get(norm));
    }

    /**
     * Normalizes whatever a graph is given by these moments, and looks at what it is given.
     *
     * @param graph whose moments these are; is not changed
     * @param seen is added to: the moments of each feature map that is normalized
     * @param part takes the part of a feature map that is looked at
     * @return the same graph, normalized so
     */
    public Layer watched(Layer graph, NormMoments seen, UnaryOperator<Tensor> part) {
        return graph.normalizedBy((norm, map) -> {
            seen.moments.merge(norm, norm.measure(part.apply(map)), GroupMoments::and);
            return get(norm);
        });
    }

    /**
     * Measures a picture that stands for a larger one. Where the large one, normalized by these moments, was seen to have
     * others, the small one's are moved as far: means by the difference, variances by the ratio.
     *
     * @param seen of the large picture, normalized by these moments
     * @param graph whose moments these are
     * @param x the small picture, of which these are the moments; borrowed
     * @return what the large picture is normalized by, nearly
     */
    public NormMoments corrected(NormMoments seen, Layer graph, Tensor x) {
        NormMoments moved = new NormMoments();
        run(graph.normalizedBy((norm, map) -> moved.put(norm, norm.measure(map).moved(get(norm), seen.get(norm)))), x);
        return moved;
    }

    private static void run(Layer graph, Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            graph.forward(x);
        }
    }

    private GroupMoments put(GroupNorm norm, GroupMoments measured) {
        moments.put(norm, measured);
        return measured;
    }

    private GroupMoments get(GroupNorm norm) {
        GroupMoments found = moments.get(norm);
        if (found == null) {
            throw new IllegalStateException("these are the moments of another graph");
        }
        return found;
    }
}
