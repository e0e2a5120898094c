package io.iclight.parity.model;

import com.google.common.primitives.ImmutableIntArray;
import io.iclight.io.json.JsonObject;
import io.iclight.io.tensor.Placement;
import io.iclight.models.clip.ClipTokenizer;
import io.iclight.models.clip.PromptChunks;
import io.iclight.models.clip.PromptPair;
import io.iclight.models.clip.TextRules;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import io.iclight.parity.cases.ParitySuite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Texts to tokens, and pairs of prompts to the rows that a text encoder takes. */
public final class TokenizerSuite implements ParitySuite {

    /** The suite {@code tokenizer}. */
    public TokenizerSuite() {}

    @Override
    public String name() {
        return "tokenizer";
    }

    @Override
    public void run(ParityCase parityCase, Placement placement, Findings findings) {
        JsonObject config = parityCase.config();
        ClipTokenizer fast = ClipTokenizer.read(
                        parityCase.file(config.string("vocab")), parityCase.file(config.string("merges")))
                .withMaxLength(config.int32("model_max_length"));
        ClipTokenizer slow = fast.with(TextRules.SLOW);
        Optional<ClipTokenizer> original = original(parityCase);
        findings.reportEqual("vocab_size", fast.vocabularySize(), config.int32("vocab_size"));
        if (parityCase.json().has("texts")) {
            for (JsonObject text : parityCase.json().objects("texts")) {
                compare("", fast, text, "ids", findings);
                original.ifPresent(tokenizer -> compare("CLIP's own file: ", tokenizer, text, "ids", findings));
                if (text.has("ids_slow")) {
                    compare("slow: ", slow, text, "ids_slow", findings);
                }
            }
        }
        if (parityCase.json().has("pairs")) {
            parityCase.json().objects("pairs").forEach(pair -> comparePair(fast, pair, findings));
        }
    }

    private static void compare(
            String label, ClipTokenizer tokenizer, JsonObject text, String expected, Findings findings) {
        List<Long> got = longs(tokenizer.encode(text.string("text")));
        findings.reportEqual(label + text.string("text"), got, text.integers(expected));
    }

    private static void comparePair(ClipTokenizer tokenizer, JsonObject pair, Findings findings) {
        PromptPair rows = PromptPair.of(tokenizer, pair.string("positive"), pair.string("negative"));
        findings.reportEqual("positive: " + pair.string("positive"), rows(rows.positive()), pair.value("cond_ids"));
        findings.reportEqual("negative: " + pair.string("negative"), rows(rows.negative()), pair.value("uncond_ids"));
    }

    private static List<List<Long>> rows(PromptChunks chunks) {
        return chunks.rows().stream().map(TokenizerSuite::longs).toList();
    }

    private static List<Long> longs(ImmutableIntArray tokens) {
        return tokens.stream().mapToObj(token -> (long) token).toList();
    }

    /** The same vocabulary as openai/CLIP publishes it, where it lies beside the case's. */
    private static Optional<ClipTokenizer> original(ParityCase parityCase) {
        Path vocabulary = parityCase.file(parityCase.config().string("vocab"));
        return Optional.of(vocabulary.resolveSibling("bpe_simple_vocab_16e6.txt.gz"))
                .filter(Files::isRegularFile)
                .map(ClipTokenizer::readOriginal);
    }
}
