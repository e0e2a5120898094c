package io.iclight.train.measure;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import io.iclight.io.image.FloatImage;
import io.iclight.train.caption.LightPhrase;
import io.iclight.train.render.mood.Setting;
import io.iclight.train.render.picture.LinearImage;
import java.util.List;

/**
 * Is a subject in two lights at once the sum of the subject in each? The lights are those of two backdrops, and both at once
 * that of the backdrops' sum, in linear light.
 */
final class ConsistencyMeasure {

    /** Any two of the lights, in either order. */
    private static final ImmutableList<List<LightPhrase>> PAIRS =
            Lists.cartesianProduct(Phrases.MEASURED, Phrases.MEASURED).stream()
                    .filter(pair -> pair.get(0) != pair.get(1))
                    .collect(ImmutableList.toImmutableList());

    private int pictures;
    private double error;
    private double unchanged;

    void add(CompositingModel model, RenderedCase scene) {
        List<LightPhrase> lights = scene.chance("lights").pick(PAIRS);
        LightPhrase first = lights.get(0);
        LightPhrase second = lights.get(1);
        LinearImage left = backdrop(scene, first, "first side");
        LinearImage right = backdrop(scene, second, "second side");
        error += LightSum.error(
                relit(model, scene, left, first.text()),
                relit(model, scene, right, second.text()),
                relit(model, scene, left.plus(right), first.text() + ", " + second.text()),
                scene.subject());
        unchanged += LightSum.error(scene.input(), scene.input(), scene.input(), scene.subject());
        pictures++;
    }

    private static LinearImage backdrop(RenderedCase scene, LightPhrase phrase, String side) {
        Setting setting = scene.setting(phrase, scene.anySide(side));
        return setting.backdrop();
    }

    private static FloatImage relit(CompositingModel model, RenderedCase scene, LinearImage backdrop, String light) {
        return scene.fitted(model.relit(scene.photo(), backdrop.display(), scene.words() + ", " + light, scene.seed()));
    }

    ImmutableList<Score> scores() {
        return ImmutableList.of(
                Score.beside("consistency: error of the unchanged input", unchanged / pictures, pictures),
                Score.atMost("consistency: error of the sum of two lights", error / pictures, pictures, 0.25));
    }
}
