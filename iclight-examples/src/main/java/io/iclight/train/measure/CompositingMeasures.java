package io.iclight.train.measure;

import com.google.common.collect.ImmutableList;

/** All measures of a model that is conditioned on a background. */
final class CompositingMeasures {

    private final FidelityMeasure fidelity = new FidelityMeasure();
    private final ConsistencyMeasure consistency = new ConsistencyMeasure();

    void add(CompositingModel model, RenderedCase scene) {
        fidelity.add(model, scene);
        consistency.add(model, scene);
    }

    ImmutableList<Score> scores() {
        return ImmutableList.<Score>builder()
                .addAll(fidelity.scores())
                .addAll(consistency.scores())
                .build();
    }
}
