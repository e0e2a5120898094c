package io.iclight.train.measure;

import com.google.common.collect.ImmutableList;
import io.iclight.io.image.FloatImage;
import io.iclight.light.LightSource;
import java.util.ArrayList;
import java.util.List;

/** Without a preference, does each seed give a picture of its own? */
final class PriorMeasure {

    private static final int SEEDS = 8;

    /** Five levels of 255 on average can be seen. */
    private static final double VISIBLE = 0.02;

    private int scenes;
    private double least = Double.POSITIVE_INFINITY;

    void add(RelightingModel model, RenderedCase scene) {
        List<FloatImage> pictures = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            pictures.add(scene.fitted(model.relit(scene.photo(), scene.words(), LightSource.NONE, seed)));
        }
        least = Math.min(least, Variety.of(pictures));
        scenes++;
    }

    ImmutableList<Score> scores() {
        return ImmutableList.of(
                Score.atLeast("prior: least difference of 8 seeds' pictures", least, scenes * SEEDS, VISIBLE));
    }
}
