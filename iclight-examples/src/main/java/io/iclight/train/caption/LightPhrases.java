package io.iclight.train.caption;

import com.google.common.collect.ImmutableList;
import io.iclight.train.render.mood.Mood;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** All light phrases: those of IC-Light's two demos (lllyasviel/IC-Light, the quick lists and examples), and others. */
public final class LightPhrases {

    /** The quick list of IC-Light's text-conditioned demo, in its order. */
    public static final ImmutableList<LightPhrase> QUICK_LIST = ImmutableList.of(
            new LightPhrase("sunshine from window", Mood.SUNNY_WINDOW),
            new LightPhrase("neon light, city", Mood.NEON_CITY),
            new LightPhrase("sunset over sea", Mood.SUNSET_SEA),
            new LightPhrase("golden time", Mood.GOLDEN_HOUR),
            new LightPhrase("sci-fi RGB glowing, cyberpunk", Mood.CYBERPUNK),
            new LightPhrase("natural lighting", Mood.NATURAL),
            new LightPhrase("warm atmosphere, at home, bedroom", Mood.WARM_BEDROOM),
            new LightPhrase("magic lit", Mood.MAGIC),
            new LightPhrase("evil, gothic, Yharnam", Mood.GOTHIC),
            new LightPhrase("light and shadow", Mood.LIGHT_AND_SHADOW),
            new LightPhrase("shadow from window", Mood.WINDOW_SHADOW),
            new LightPhrase("soft studio lighting", Mood.STUDIO),
            new LightPhrase("home atmosphere, cozy bedroom illumination", Mood.COZY_BEDROOM),
            new LightPhrase("neon, Wong Kar-wai, warm", Mood.WARM_NEON));

    /** Every phrase, the quick list first. */
    public static final ImmutableList<LightPhrase> ALL = ImmutableList.<LightPhrase>builder()
            .addAll(QUICK_LIST)
            .add(
                    new LightPhrase("cinematic lighting", Mood.CINEMATIC),
                    new LightPhrase("neo punk lighting, cyberpunk", Mood.CYBERPUNK),
                    new LightPhrase("sunshine, outdoor, warm atmosphere", Mood.SUNNY_OUTDOORS),
                    new LightPhrase("sunlight through a window", Mood.SUNNY_WINDOW),
                    new LightPhrase("neon city", Mood.NEON_CITY),
                    new LightPhrase("city at night", Mood.NEON_CITY),
                    new LightPhrase("sunset", Mood.SUNSET_SEA),
                    new LightPhrase("sea, evening sun", Mood.SUNSET_SEA),
                    new LightPhrase("golden hour", Mood.GOLDEN_HOUR),
                    new LightPhrase("low sun, haze", Mood.GOLDEN_HOUR),
                    new LightPhrase("cyberpunk", Mood.CYBERPUNK),
                    new LightPhrase("natural light", Mood.NATURAL),
                    new LightPhrase("daylight, outdoor", Mood.NATURAL),
                    new LightPhrase("bedroom", Mood.WARM_BEDROOM),
                    new LightPhrase("warm home", Mood.WARM_BEDROOM),
                    new LightPhrase("lamp light, at home", Mood.WARM_BEDROOM),
                    new LightPhrase("cozy bedroom, fairy lights", Mood.COZY_BEDROOM),
                    new LightPhrase("magic, glowing sparks", Mood.MAGIC),
                    new LightPhrase("gothic", Mood.GOTHIC),
                    new LightPhrase("hard light, shadows on the wall", Mood.LIGHT_AND_SHADOW),
                    new LightPhrase("window blinds", Mood.WINDOW_SHADOW),
                    new LightPhrase("studio lighting", Mood.STUDIO),
                    new LightPhrase("softbox, paper background", Mood.STUDIO),
                    new LightPhrase("red neon, warm", Mood.WARM_NEON),
                    new LightPhrase("film still, teal and orange", Mood.CINEMATIC),
                    new LightPhrase("forest", Mood.FOREST),
                    new LightPhrase("sunlight through trees", Mood.FOREST),
                    new LightPhrase("fire", Mood.FIRE),
                    new LightPhrase("campfire at night", Mood.FIRE),
                    new LightPhrase("moonlight", Mood.MOONLIGHT),
                    new LightPhrase("night, full moon", Mood.MOONLIGHT),
                    new LightPhrase("underwater", Mood.UNDERWATER),
                    new LightPhrase("spotlight, stage", Mood.SPOTLIGHT),
                    new LightPhrase("sunshine, outdoor", Mood.SUNNY_OUTDOORS),
                    new LightPhrase("blue sky, summer", Mood.SUNNY_OUTDOORS))
            .build();

    private LightPhrases() {}

    /**
     * The phrases for a mood.
     *
     * @param mood the mood
     * @return at least one
     */
    public static ImmutableList<LightPhrase> of(Mood mood) {
        return ALL.stream().filter(phrase -> phrase.mood() == mood).collect(ImmutableList.toImmutableList());
    }

    /**
     * Finds the light that a prompt speaks of.
     *
     * @param prompt what a user wrote
     * @return the longest phrase that stands in it, in whatever case
     */
    public static Optional<LightPhrase> in(String prompt) {
        String words = prompt.toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(phrase -> words.contains(phrase.text().toLowerCase(Locale.ROOT)))
                .max(Comparator.comparingInt(phrase -> phrase.text().length()));
    }
}
