package io.iclight.train.caption;

import static org.assertj.core.api.Assertions.assertThat;

import io.iclight.light.LightSide;
import io.iclight.train.render.mood.Mood;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.subject.Subject;
import io.iclight.train.render.subject.SubjectKind;
import io.iclight.train.render.subject.Subjects;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CaptionTest {

    @ParameterizedTest
    @EnumSource(SubjectKind.class)
    void captionsNameWhatIsRendered(SubjectKind kind) {
        for (long seed = 0; seed < 20; seed++) {
            Chance chance = new Chance(seed);
            Subject subject = Subjects.of(kind, chance);
            LightPhrase light = chance.pick(LightPhrases.ALL);
            LightSide side = LightSide.values()[chance.below(4)];
            Caption caption = Caption.of(subject, light, side, chance);
            assertThat(SubjectWords.nouns(kind)).anyMatch(caption.subject()::endsWith);
            if (!subject.finish().isEmpty() && SubjectWords.nouns(kind).stream().noneMatch(caption.subject()::equals)) {
                assertThat(caption.subject()).startsWith(subject.finish() + " ");
            }
            assertThat(caption.text()).contains(", " + light.text());
            assertThat(caption.text().contains("light from")).isEqualTo(caption.spoken());
            assertThat(LightPhrases.in(caption.text()).orElseThrow().mood()).isEqualTo(light.mood());
        }
    }

    @Test
    void aSpokenDirectionIsTheLightsOwn() {
        LightPhrase sunset = LightPhrases.in("sunset over sea").orElseThrow();
        assertThat(new Caption("vase", sunset, LightSide.LEFT, true).prompt())
                .isEqualTo("vase, sunset over sea, light from the left, best quality");
        assertThat(new Caption("vase", sunset, LightSide.BOTTOM, true).text()).endsWith("light from below");
    }

    @ParameterizedTest
    @EnumSource(Mood.class)
    void everyMoodHasWords(Mood mood) {
        assertThat(LightPhrases.of(mood)).isNotEmpty();
    }

    @Test
    void promptsAreUnderstoodInWhateverCaseAndCompany() {
        assertThat(LightPhrases.in("Portrait of my cat, NEON, Wong Kar-wai, warm, best quality"))
                .map(LightPhrase::mood)
                .contains(Mood.WARM_NEON);
        assertThat(LightPhrases.in("a spoon")).isEmpty();
        assertThat(LightPhrases.ALL)
                .allMatch(p -> LightPhrases.in(p.text().toUpperCase(Locale.ROOT))
                        .filter(found -> found.mood() == p.mood())
                        .isPresent());
    }
}
