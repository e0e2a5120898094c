package io.iclight.train.measure;

import com.google.common.collect.ImmutableList;

/** All measures of a model that is conditioned on text. */
final class RelightingMeasures {

    /** The prior needs many relights of a scene, and is measured on the first few. */
    private static final int SCENES_FOR_PRIOR = 4;

    private final DirectionMeasure direction = new DirectionMeasure();
    private final TextMeasure text = new TextMeasure();
    private final PriorMeasure prior = new PriorMeasure();
    private int scenes;

    void add(RelightingModel model, RenderedCase scene) {
        direction.add(model, scene);
        text.add(model, scene);
        if (scenes < SCENES_FOR_PRIOR) {
            prior.add(model, scene);
        }
        scenes++;
    }

    ImmutableList<Score> scores() {
        return ImmutableList.<Score>builder()
                .addAll(direction.scores())
                .addAll(text.scores())
                .addAll(prior.scores())
                .build();
    }
}
