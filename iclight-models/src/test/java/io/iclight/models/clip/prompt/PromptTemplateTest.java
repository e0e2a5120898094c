package io.iclight.models.clip.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.models.clip.prompt.PromptSchedule.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PromptTemplateTest {

    private static final int STEPS = 12;

    /** A prompt and the text that it must have in each step. */
    private record Example(String written, IntFunction<String> at) {

        static Example any(Random random, int depth) {
            int kind = depth == 0 ? 0 : random.nextInt(6);
            return switch (kind) {
                case 1 -> scheduled(random, depth - 1);
                case 2 -> alternating(random, depth - 1);
                case 3 -> wrapped("(", any(random, depth - 1), ":1.2)");
                case 4 -> wrapped("[", any(random, depth - 1), "]");
                case 5 -> any(random, depth - 1).then(any(random, depth - 1));
                default -> {
                    String word = List.of("sun", " over ", "the sea", "", "\\[x\\:", "0.5")
                            .get(random.nextInt(6));
                    yield new Example(word, step -> word);
                }
            };
        }

        private static Example scheduled(Random random, int depth) {
            Example before = any(random, depth);
            Example after = any(random, depth);
            int last = random.nextInt(STEPS + 3);
            String when = random.nextBoolean() ? " " + last : String.valueOf((last + 0.5) / STEPS);
            int end = Math.min(last, STEPS);
            return new Example(
                    "[" + before.written + ":" + after.written + ":" + when + "]",
                    step -> (step <= end ? before : after).at.apply(step));
        }

        private static Example alternating(Random random, int depth) {
            List<Example> options = new ArrayList<>();
            for (int i = 0; i < 2 + random.nextInt(3); i++) {
                options.add(any(random, depth));
            }
            String written =
                    String.join("|", options.stream().map(Example::written).toList());
            return new Example(
                    "[" + written + "]",
                    step -> options.get((step - 1) % options.size()).at.apply(step));
        }

        private static Example wrapped(String before, Example inner, String after) {
            return new Example(before + inner.written + after, step -> before + inner.at.apply(step) + after);
        }

        private Example then(Example next) {
            return new Example(written + next.written, step -> at.apply(step) + next.at.apply(step));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void nestedPromptsHaveTheirTextInEveryStep(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            Example example = Example.any(random, 5);
            PromptTemplate template = PromptTemplate.parse(example.written);
            PromptSchedule schedule = template.schedule(STEPS);
            for (int step = 1; step <= STEPS; step++) {
                String text = example.at.apply(step);
                assertThat(template.at(step, STEPS)).as(example.written).isEqualTo(text);
                assertThat(schedule.at(step)).as(example.written).isEqualTo(text);
            }
        }
    }

    @Test
    void nothingThatCanBeTypedIsRefused() {
        Random random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            StringBuilder typed = new StringBuilder();
            IntStream.range(0, random.nextInt(20))
                    .forEach(j -> typed.append("[]()::|\\ab 0.5\n".charAt(random.nextInt(15))));
            PromptTemplate template = PromptTemplate.parse(typed.toString());
            assertThat(template.schedule(STEPS).entries()).isNotEmpty();
            if (!typed.toString().contains("[")) {
                assertThat(template.at(1, STEPS)).isEqualTo(typed.toString());
            }
        }
    }

    /** What is no schedule is text; a bar outside an alternation makes text of everything. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            a [mist:fog:x] b,        a [mist:fog:x] b
            [a:b:c:0.5],             [a:b:c:0.5]
            [a:(b:c:0.5],            [a:(b:c:0.5]
            (a [b:c:0.5],            (a c
            '[a:b:0.5] [c:d',        'b [c:d'
            [[a:b:0.5]:c],           [b:c]
            '(a|b), [c:d:0.5]',      '(a|b), [c:d:0.5]'
            '[a|b:0.5], [c:d:0.5]',  '[a|b:0.5], [c:d:0.5]'
            [a\\:b:0.5],             a\\:b
            [fog::0.5]sea,           sea
            [:fog:0.5],              fog
            """)
    void theLastTextIs(String prompt, String last) {
        assertThat(PromptTemplate.parse(prompt).at(10, 10)).isEqualTo(last);
    }

    @Test
    void aScheduleHasATextForEachChange() {
        assertThat(PromptTemplate.parse("[dawn:noon:0.25] and [fog::5]")
                        .schedule(10)
                        .entries())
                .containsExactly(
                        new Entry(2, "dawn and fog"), new Entry(5, "noon and fog"), new Entry(10, "noon and "));
        PromptSchedule turns = PromptTemplate.parse("[a|b]").schedule(3);
        assertThat(IntStream.range(0, 4).mapToObj(turns::at)).containsExactly("a", "a", "b", "a");
    }

    @Test
    void absurdNestingIsRefusedAndLongTextIsNot() {
        assertThat(PromptTemplate.parse("[a:b:0.5] ".repeat(50_000)).at(1, 2)).hasSize(100_000);
        assertThatThrownBy(() -> PromptTemplate.parse("[".repeat(10_000)))
                .isInstanceOf(PromptSyntaxException.class)
                .hasMessageContaining("nested more than 500 deep");
    }
}
