package io.iclight.train.measure;

import com.google.common.collect.ImmutableList;
import io.iclight.io.image.FloatImage;
import io.iclight.light.LightSource;
import io.iclight.train.caption.LightPhrase;

/** Is the picture in two lights the sum of the pictures in each? */
final class ConsistencyMeasure {

    private int pictures;
    private double error;

    void add(RelightingModel model, RenderedCase scene) {
        LightPhrase first = scene.chance("first light").pick(Phrases.MEASURED);
        LightPhrase second = scene.chance("second light").pick(Phrases.MEASURED);
        String words = scene.words() + ", ";
        FloatImage both = relit(model, scene, words + first.text() + ", " + second.text());
        error += LightSum.error(
                relit(model, scene, words + first.text()),
                relit(model, scene, words + second.text()),
                both,
                scene.subject());
        pictures++;
    }

    private static FloatImage relit(RelightingModel model, RenderedCase scene, String prompt) {
        return scene.fitted(model.relit(scene.photo(), prompt, LightSource.NONE, scene.seed()));
    }

    ImmutableList<Score> scores() {
        return ImmutableList.of(
                Score.atMost("consistency: error of the sum of two lights", error / pictures, pictures, 0.25));
    }
}
