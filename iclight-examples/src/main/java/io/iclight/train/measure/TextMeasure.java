package io.iclight.train.measure;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import io.iclight.light.LightSource;
import io.iclight.train.caption.LightPhrase;
import java.util.List;

/** Does a picture have the colours of the light that the prompt names? Scenes take turns: each is lit by two of the phrases. */
final class TextMeasure {

    private static final List<List<LightPhrase>> PAIRS = Lists.partition(Phrases.MEASURED, 2);

    private final ImmutableMap<LightPhrase, MeanColour> means = Phrases.meanColours();
    private int pictures;
    private int right;

    void add(RelightingModel model, RenderedCase scene) {
        for (LightPhrase phrase : scene.turn(PAIRS)) {
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
