package io.iclight.train.measure;

import com.google.common.collect.ImmutableList;
import io.iclight.io.image.FloatImage;
import io.iclight.light.LightSide;

/**
 * Does light come from where it was asked for? Paint leans too, a dark coat under a light face, so that not even the truth
 * leans the right way always. Scenes take turns: one is lit from the left and the right, the next from above and below.
 */
final class DirectionMeasure {

    private static final ImmutableList<ImmutableList<LightSide>> AXES = ImmutableList.of(
            ImmutableList.of(LightSide.LEFT, LightSide.RIGHT), ImmutableList.of(LightSide.TOP, LightSide.BOTTOM));

    private int pictures;
    private int right;
    private int rightInTruth;
    private double correlation;
    private double correlationOfInput;

    void add(RelightingModel model, RenderedCase scene) {
        for (LightSide side : scene.turn(AXES)) {
            FloatImage relit = scene.fitted(model.relit(scene.photo(), scene.words(), side, scene.seed()));
            FloatImage truth = scene.litFrom(side);
            pictures++;
            right += Lean.of(relit, scene.subject(), side) > 0 ? 1 : 0;
            rightInTruth += Lean.of(truth, scene.subject(), side) > 0 ? 1 : 0;
            correlation += ShadingCorrelation.of(relit, truth, scene.albedo(), scene.subject());
            correlationOfInput += ShadingCorrelation.of(scene.input(), truth, scene.albedo(), scene.subject());
        }
    }

    ImmutableList<Score> scores() {
        double ofInput = correlationOfInput / pictures;
        return ImmutableList.of(
                Score.beside("direction: the truth leans the right way", rightInTruth / (double) pictures, pictures),
                Score.atLeast("direction: light leans the right way", right / (double) pictures, pictures, 0.95),
                Score.beside("direction: correlation of the input's shading", ofInput, pictures),
                Score.atLeast(
                        "direction: correlation with the true shading",
                        correlation / pictures,
                        pictures,
                        ofInput + 0.1));
    }
}
