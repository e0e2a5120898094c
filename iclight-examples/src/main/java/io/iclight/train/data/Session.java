package io.iclight.train.data;

import com.google.common.collect.ImmutableList;
import io.iclight.io.image.Image;
import io.iclight.light.LightSide;
import io.iclight.train.caption.Caption;
import io.iclight.train.caption.LightPhrase;
import io.iclight.train.caption.LightPhrases;
import io.iclight.train.render.Shoot;
import io.iclight.train.render.mood.Mood;
import io.iclight.train.render.mood.Setting;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.picture.Coverage;
import java.util.ArrayList;
import java.util.List;

/**
 * All that training takes of one scene: the subject as it was found in some lights, and in others, which it shall learn.
 *
 * <p>The exposures are in this order: two moods, their sum, more moods, and a light from one side alone.
 */
final class Session {

    /** How many lights the subject is found in. */
    static final int FOUND = 2;

    /** How many exposures there are. */
    static final int EXPOSURES = 6;

    private static final int MOODS = 4;

    private final Shoot shoot;
    private final Chance chance;
    private final ImmutableList<Exposure> exposures;

    private Session(long seed, int size) {
        this.shoot = Shoot.of(seed, size, size);
        this.chance = new Chance(seed).fork("session");
        this.exposures = expose();
    }

    /**
     * Renders a scene.
     *
     * @param seed of the scene and of all choices
     * @param size of the pictures in pixels
     */
    static Session of(long seed, int size) {
        return new Session(seed, size);
    }

    private ImmutableList<Exposure> expose() {
        List<LightPhrase> phrases = new ArrayList<>();
        List<Exposure> moods = new ArrayList<>();
        while (moods.size() < MOODS) {
            LightPhrase phrase = phrase();
            if (phrases.stream().noneMatch(other -> other.mood() == phrase.mood())) {
                phrases.add(phrase);
                moods.add(mood(phrase));
            }
        }
        Exposure sum = moods.get(0)
                .plus(moods.get(1), moods.get(0).words() + ", " + phrases.get(1).text());
        return ImmutableList.<Exposure>builder()
                .addAll(moods.subList(0, 2))
                .add(sum)
                .addAll(moods.subList(2, MOODS))
                .add(side())
                .build();
    }

    /** The quick list's phrases are what most prompts have, so half of all are theirs. */
    private LightPhrase phrase() {
        return chance.happens(0.5)
                ? chance.pick(LightPhrases.QUICK_LIST)
                : chance.pick(LightPhrases.of(chance.pick(List.of(Mood.values()))));
    }

    private Exposure mood(LightPhrase phrase) {
        LightSide anySide = chance.pick(List.of(LightSide.values()));
        Setting setting = shoot.in(phrase.mood(), anySide);
        Caption caption = Caption.of(shoot.scene().subject(), phrase, anySide, chance);
        return new Exposure(caption.text(), anySide, shoot.view().lit(setting.lighting()), setting.backdrop());
    }

    private Exposure side() {
        LightSide anySide = chance.pick(List.of(LightSide.values()));
        Caption caption = Caption.of(shoot.scene().subject(), LightPhrases.QUICK_LIST.get(0), anySide, chance);
        String words = chance.happens(0.6) ? caption.subject() + ", " + Caption.direction(anySide) : caption.subject();
        Coverage coverage = shoot.view().coverage();
        return new Exposure(
                words,
                anySide,
                shoot.view().lit(shoot.from(anySide)),
                LitWall.of(anySide, chance).render(coverage.width(), coverage.height()));
    }

    ImmutableList<Exposure> exposures() {
        return exposures;
    }

    Coverage coverage() {
        return shoot.view().coverage();
    }

    /** The subject over grey, as relighting is given it. */
    Image found(int variant) {
        return coverage().matte().onGrey(shoot.degraded(variant).display(), 0);
    }
}
