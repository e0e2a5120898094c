package io.iclight.train.measure;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.iclight.light.LightSource;
import io.iclight.train.caption.LightPhrase;

/** Does a picture have the colours of the light that the prompt names? */
final class TextMeasure {

    private final ImmutableMap<LightPhrase, MeanColour> means = Phrases.meanColours();
    private int pictures;
    private int right;

    void add(RelightingModel model, RenderedCase scene) {
        for (LightPhrase phrase : Phrases.MEASURED) {
            String prompt = scene.words() + ", " + phrase.text();
            MeanColour colour =
                    MeanColour.of(scene.fitted(model.relit(scene.photo(), prompt, LightSource.NONE, scene.seed())));
            pictures++;
            right += colour.nearest(means) == phrase ? 1 : 0;
        }
    }

    ImmutableList<Score> scores() {
        return ImmutableList.of(Score.atLeast(
                "text: colours nearest to the phrase's own, of 8", right / (double) pictures, pictures, 0.8));
    }
}
