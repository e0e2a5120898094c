package io.iclight.train.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.iclight.light.LightSide;
import io.iclight.request.PromptSettings;
import io.iclight.train.caption.Caption;
import io.iclight.train.caption.LightPhrases;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.subject.SubjectKind;
import io.iclight.train.render.subject.Subjects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The text that the vocabulary is learnt from: captions and the negative prompt that stands in every request, so that each
 * of their words becomes one token, and a list of words that people write in prompts, so that other words come apart into
 * pieces larger than letters.
 */
public final class Corpus {

    private static final int CAPTIONS = 6000;

    private Corpus() {}

    /**
     * Makes the text.
     *
     * @return lower-cased; the same on every machine
     */
    public static String text() {
        return (captions() + "\n" + negativePrompts() + "\n" + words()).toLowerCase(Locale.ROOT);
    }

    private static String captions() {
        Chance chance = new Chance(0).fork("corpus");
        return LongStream.range(0, CAPTIONS)
                .mapToObj(index -> caption(chance.fork(index)).prompt())
                .collect(Collectors.joining("\n"));
    }

    private static Caption caption(Chance chance) {
        SubjectKind kind = SubjectKind.values()[chance.below(SubjectKind.values().length)];
        LightSide side = LightSide.values()[chance.below(LightSide.values().length)];
        return Caption.of(Subjects.of(kind, chance.fork("subject")), chance.pick(LightPhrases.ALL), side, chance);
    }

    private static String negativePrompts() {
        return String.join("\n", Collections.nCopies(CAPTIONS / 10, PromptSettings.DEFAULT_NEGATIVE));
    }

    private static String words() {
        try (InputStream stream = Corpus.class.getResourceAsStream("words.txt")) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
