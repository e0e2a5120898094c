package io.iclight.train.measure;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.iclight.light.LightSide;
import io.iclight.train.caption.LightPhrase;
import io.iclight.train.caption.LightPhrases;
import io.iclight.train.render.Shoot;
import io.iclight.train.render.noise.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The light phrases that are measured, and what pictures in their light look like on average. */
final class Phrases {

    /** Eight that no two of are alike. */
    static final ImmutableList<LightPhrase> MEASURED = Stream.of(
                    "soft studio lighting",
                    "neon light, city",
                    "sunset over sea",
                    "natural lighting",
                    "warm atmosphere, at home, bedroom",
                    "forest",
                    "moonlight",
                    "underwater")
            .map(words -> LightPhrases.in(words).orElseThrow())
            .collect(ImmutableList.toImmutableList());

    private static final int PICTURES = 24;
    private static final int SIZE = 64;

    private Phrases() {}

    /** The mean colours of some training pictures in the light of each phrase. */
    static ImmutableMap<LightPhrase, MeanColour> meanColours() {
        List<Shoot> shoots = new ArrayList<>();
        for (long seed = 1; seed <= PICTURES; seed++) {
            shoots.add(Shoot.of(seed, SIZE, SIZE));
        }
        ImmutableMap.Builder<LightPhrase, MeanColour> means = ImmutableMap.builder();
        for (LightPhrase phrase : MEASURED) {
            List<MeanColour> colours = new ArrayList<>();
            for (int i = 0; i < PICTURES; i++) {
                Shoot shoot = shoots.get(i);
                LightSide side = new Chance(i).fork("phrases").pick(List.of(LightSide.values()));
                colours.add(MeanColour.of(
                        shoot.picture(shoot.in(phrase.mood(), side)).encoded()));
            }
            means.put(phrase, MeanColour.of(colours));
        }
        return means.buildOrThrow();
    }
}
