package io.iclight.train.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import io.iclight.io.image.Image;
import io.iclight.io.image.Matte;
import io.iclight.light.LightSide;
import io.iclight.train.caption.LightPhrase;
import io.iclight.train.caption.LightPhrases;
import io.iclight.train.render.Shoot;
import io.iclight.train.render.mood.Setting;
import io.iclight.train.render.picture.LinearImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeasurementTest {

    private static final long SEED = Measurement.HELD_OUT;
    private static final int SIZE = 48;

    /** The renderer itself knows the truth: as a model it reaches what it can be asked for. */
    @Test
    void theTruthReachesItsTargets() {
        Shoot shoot = Shoot.of(SEED, SIZE, SIZE);
        RelightingModel truth = (photo, prompt, light, seed) -> {
            if (light instanceof LightSide side) {
                return shoot.view().lit(shoot.from(side)).display();
            }
            LightPhrase phrase = LightPhrases.in(prompt).orElse(Phrases.MEASURED.get(0));
            return shoot.picture(shoot.in(phrase.mood(), LightSide.LEFT)).display();
        };
        ImmutableMap<Image, Image> pictures = pictures(shoot);
        CompositingModel composed = (photo, background, prompt, seed) -> pictures.get(background);
        Matte matte = shoot.view().coverage().matte();

        ImmutableList<Score> scores = new Measurement(
                        Optional.of(truth), Optional.of(composed), Optional.of(photo -> matte), SEED, 1, SIZE)
                .run(done -> {});

        assertThat(score(scores, "direction: light leans").value())
                .isEqualTo(score(scores, "direction: the truth leans").value())
                .isGreaterThanOrEqualTo(0.5);
        assertThat(score(scores, "direction: correlation with").value()).isGreaterThan(0.99);
        assertThat(score(scores, "fidelity: PSNR of the relit").value()).isGreaterThan(40);
        assertThat(score(scores, "consistency: error of the sum").value())
                .as("the sum of rounded pictures")
                .isLessThan(0.02);
        assertThat(score(scores, "matting").value()).isEqualTo(1);
        assertThat(score(scores, "prior").reached())
                .as("the truth is the same for every seed")
                .isFalse();
        assertThat(score(scores, "text").samples()).as("two phrases a scene").isEqualTo(2);
    }

    /** By their backdrops, the subject in every setting and in the sum of every two. */
    private static ImmutableMap<Image, Image> pictures(Shoot shoot) {
        List<Setting> settings = new ArrayList<>();
        Iterables.concat(LightPhrases.QUICK_LIST, Phrases.MEASURED).forEach(phrase -> {
            for (LightSide side : LightSide.values()) {
                settings.add(shoot.in(phrase.mood(), side));
            }
        });
        ImmutableMap.Builder<Image, Image> pictures = ImmutableMap.builder();
        for (Setting first : settings) {
            LinearImage picture = shoot.picture(first);
            pictures.put(first.backdrop().display(), picture.display());
            for (Setting second : settings) {
                pictures.put(
                        first.backdrop().plus(second.backdrop()).display(),
                        picture.plus(shoot.picture(second)).display());
            }
        }
        return pictures.buildKeepingLast();
    }

    /** The photo as it is, for whatever is asked. */
    @Test
    void nothingDoneReachesNothing() {
        RelightingModel none = (photo, prompt, light, seed) -> photo.toRgb();
        CompositingModel neither = (photo, background, prompt, seed) -> photo.toRgb();
        ImmutableList<Score> scores = new Measurement(
                        Optional.of(none), Optional.of(neither), Optional.empty(), SEED, 1, SIZE)
                .run(done -> {});

        Score lean = score(scores, "direction: light leans");
        assertThat(lean.samples()).as("two opposite sides").isEqualTo(2);
        assertThat(lean.value()).isEqualTo(0.5);
        assertThat(score(scores, "fidelity: PSNR of the relit").reached()).isFalse();
        assertThat(score(scores, "direction: correlation with").toString()).contains("missed");
    }

    private static Score score(List<Score> scores, String begin) {
        return scores.stream()
                .filter(score -> score.measure().startsWith(begin))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsNotThereIsNotMeasured() {
        Matte matte = Shoot.of(SEED, SIZE, SIZE).view().coverage().matte();
        assertThat(new Measurement(Optional.empty(), Optional.empty(), Optional.of(photo -> matte), SEED, 1, SIZE)
                        .run(done -> {}))
                .extracting(Score::measure)
                .containsExactly("matting: intersection over union");
    }

    @Test
    void photosAreTheSubjectWithItsOpacity() {
        RenderedCase scene = RenderedCase.of(SEED, SIZE);
        Image photo = scene.photo();
        assertThat(Matte.ofAlpha(photo).opacity().size())
                .isEqualTo(scene.subject().size());
        assertThat(scene.words()).isNotBlank();
    }
}
