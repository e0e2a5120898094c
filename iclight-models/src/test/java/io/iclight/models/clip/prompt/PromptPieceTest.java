package io.iclight.models.clip.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.iclight.models.clip.prompt.PromptPiece.Break;
import io.iclight.models.clip.prompt.PromptPiece.Weighted;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PromptPieceTest {

    @Test
    void bracketsMultiply() {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            String text = "light";
            double weight = 1;
            for (int depth = random.nextInt(6); depth > 0; depth--) {
                switch (random.nextInt(3)) {
                    case 0 -> {
                        text = "(" + text + ")";
                        weight *= 1.1;
                    }
                    case 1 -> {
                        text = "[" + text + "]";
                        weight /= 1.1;
                    }
                    default -> {
                        text = "(" + text + ": 0.7 )";
                        weight *= 0.7;
                    }
                }
            }
            Weighted piece = (Weighted) PromptPiece.parse(text).get(0);
            assertThat(piece.text()).isEqualTo("light");
            assertThat(piece.weight()).isCloseTo(weight, within(1e-12));
        }
    }

    @Test
    void escapedTextComesBackAsOnePiece() {
        Random random = new Random(2);
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(1 + random.nextInt(20), 0, 8).forEach(c -> text.append("()[]\\:a ".charAt(c)));
            String escaped = text.toString().replaceAll("[()\\[\\]\\\\]", "\\\\$0");
            assertThat(PromptPiece.parse(escaped)).containsExactly(new Weighted(text.toString(), 1));
        }
    }

    @Test
    void piecesAreJoinedWhereWeightsAreEqual() {
        assertThat(PromptPiece.parse("a (warm)(light) [on] (the:1.5) sea"))
                .containsExactly(
                        new Weighted("a ", 1),
                        new Weighted("warmlight", 1.1),
                        new Weighted(" ", 1),
                        new Weighted("on", 1 / 1.1),
                        new Weighted(" ", 1),
                        new Weighted("the", 1.5),
                        new Weighted(" sea", 1));
        assertThat(PromptPiece.parse("")).containsExactly(new Weighted("", 1));
        assertThat(PromptPiece.parse("(open")).containsExactly(new Weighted("open", 1.1));
        assertThat(PromptPiece.parse("closed:2)")).containsExactly(new Weighted("closed:2)", 1));
    }

    @Test
    void aBreakIsAWordOfItsOwnOutsideBrackets() {
        assertThat(PromptPiece.parse("sun BREAK\nsea BREAKFAST"))
                .containsExactly(new Weighted("sun", 1), new Break(), new Weighted("sea BREAKFAST", 1));
        assertThat(PromptPiece.parse("(sun BREAK sea)")).doesNotContain(new Break());
    }

    @Test
    void aWeightThatIsNoNumberIsRefused() {
        assertThat(PromptPiece.parse("(light:１.５)")).containsExactly(new Weighted("light", 1.5));
        assertThatThrownBy(() -> PromptPiece.parse("a (light:1.2.3)"))
                .isInstanceOf(PromptSyntaxException.class)
                .hasMessageContaining("a (light:1.2.3)")
                .hasMessageContaining("\"1.2.3\" is no number");
    }
}
