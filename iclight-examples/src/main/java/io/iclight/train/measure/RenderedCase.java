package io.iclight.train.measure;

import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PillowFilter;
import io.iclight.light.LightSide;
import io.iclight.train.caption.Caption;
import io.iclight.train.caption.LightPhrase;
import io.iclight.train.render.Shoot;
import io.iclight.train.render.mood.Setting;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.picture.LinearImage;
import java.util.List;

/** A rendered scene that training has not seen, with all its truth. */
public final class RenderedCase {

    private final long seed;
    private final Shoot shoot;
    private final Subject subject;

    private RenderedCase(long seed, int size) {
        this.seed = seed;
        this.shoot = Shoot.of(seed, size, size);
        this.subject =
                new Subject(new ImageSize(size, size), shoot.view().coverage().values());
    }

    /**
     * Renders a scene.
     *
     * @param seed of the scene
     * @param size of its pictures in pixels
     * @return the scene
     */
    public static RenderedCase of(long seed, int size) {
        return new RenderedCase(seed, size);
    }

    long seed() {
        return seed;
    }

    Subject subject() {
        return subject;
    }

    /** What this scene is measured by, where scenes take turns. */
    <T> T turn(List<T> choices) {
        return choices.get(Math.floorMod(seed, choices.size()));
    }

    /** Decides what a measure leaves open. */
    Chance chance(String measure) {
        return new Chance(seed).fork(measure);
    }

    LightSide anySide(String measure) {
        return chance(measure).pick(List.of(LightSide.values()));
    }

    /** What a model is given: the subject as it was found, with its opacity. */
    Image photo() {
        return shoot.degraded(0).display(shoot.view().coverage());
    }

    /** The same, as values. */
    FloatImage input() {
        return shoot.degraded(0).encoded();
    }

    FloatImage albedo() {
        return shoot.view().albedo().encoded();
    }

    /** The subject, lit from a side alone. */
    FloatImage litFrom(LightSide side) {
        return shoot.view().lit(shoot.from(side)).encoded();
    }

    Setting setting(LightPhrase phrase, LightSide side) {
        return shoot.in(phrase.mood(), side);
    }

    LinearImage picture(Setting setting) {
        return shoot.picture(setting);
    }

    /** Words for the subject. */
    String words() {
        return Caption.of(shoot.scene().subject(), Phrases.MEASURED.get(0), LightSide.LEFT, chance("words"))
                .subject();
    }

    /** What a model made, at the size of the truth. */
    FloatImage fitted(Image made) {
        return FloatImage.ofUnit(PillowFilter.LANCZOS.resize(made.toRgb(), subject.size()));
    }
}
