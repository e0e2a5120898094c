package io.iclight.models.unet;

import com.google.common.primitives.ImmutableDoubleArray;
import io.iclight.io.tensor.TensorScope;
import org.bytedeco.pytorch.Tensor;

/** Some timesteps as each residual block sees them: the embedding's projection, computed once for all of them. */
final class TimeTable implements AutoCloseable {

    /** What a residual block adds to its channels, {@code [batch or 1, channels]}. */
    @FunctionalInterface
    interface Shifts {

        /** Returns a block's, borrowed. */
        Tensor of(TimeProjection projection);
    }

    private final ImmutableDoubleArray timesteps;
    private final Tensor embedding;
    private final Tensor activated;
    private final Retained<TimeProjection> projected = new Retained<>();

    private TimeTable(ImmutableDoubleArray timesteps, Tensor embedding, Tensor activated) {
        this.timesteps = timesteps;
        this.embedding = embedding;
        this.activated = activated;
    }

    /**
     * Embeds timesteps.
     *
     * @param timesteps on the training scale
     * @param graph whose they are for
     * @param like whose device and element type they are computed with, borrowed
     */
    static TimeTable of(double[] timesteps, UNetGraph graph, Tensor like) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor embedding = graph.embedded(timesteps, like);
            Tensor activated = graph.activated(embedding);
            return new TimeTable(ImmutableDoubleArray.copyOf(timesteps), scope.keep(embedding), scope.keep(activated));
        }
    }

    /** Where a timestep is in the table, or -1. */
    int row(double timestep) {
        return timesteps.indexOf(timestep);
    }

    /** The embeddings before their activation, {@code [timesteps, size]}, borrowed. */
    Tensor embedding() {
        return embedding;
    }

    /** All rows, one for each sample of a batch. */
    Shifts all() {
        return this::shift;
    }

    /** One row, for all samples. */
    Shifts at(int row) {
        return projection -> shift(projection).narrow(0, row, 1);
    }

    private Tensor shift(TimeProjection projection) {
        return projected.get(projection, () -> projection.project(activated));
    }

    @Override
    public void close() {
        projected.close();
        activated.close();
        embedding.close();
    }
}
