package io.iclight.train.caption;

import io.iclight.light.LightSide;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.subject.Subject;
import java.util.Locale;

/**
 * What a picture shows, in words as users write prompts: a subject, a light, sometimes where the light comes from.
 *
 * @param subject words for the subject: {@code beautiful woman, detailed face}
 * @param light the light
 * @param side where the strongest light comes from
 * @param spoken whether the words say so
 */
public record Caption(String subject, LightPhrase light, LightSide side, boolean spoken) {

    /** What IC-Light's demos add to every prompt. */
    private static final String ADDED = ", best quality";

    /**
     * Chooses the words.
     *
     * @param subject what is rendered
     * @param light its light
     * @param side where the strongest light comes from
     * @param chance what decides between ways to say the same
     * @return the caption
     */
    public static Caption of(Subject subject, LightPhrase light, LightSide side, Chance chance) {
        return new Caption(SubjectWords.of(subject, chance), light, side, chance.happens(0.4));
    }

    /**
     * The words.
     *
     * @return such as {@code marble statue, sunset over sea, light from the left}
     */
    public String text() {
        String words = subject + ", " + light.text();
        return spoken ? words + ", " + direction(side) : words;
    }

    /**
     * The words, with what IC-Light's demos add to every prompt.
     *
     * @return such as {@code marble statue, sunset over sea, best quality}
     */
    public String prompt() {
        return text() + ADDED;
    }

    /**
     * Words for a direction.
     *
     * @param side where light comes from
     * @return such as {@code light from the left}
     */
    public static String direction(LightSide side) {
        return switch (side) {
            case LEFT, RIGHT -> "light from the " + side.name().toLowerCase(Locale.ROOT);
            case TOP -> "light from above";
            case BOTTOM -> "light from below";
        };
    }
}
