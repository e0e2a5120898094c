package io.iclight.internal;

import com.google.common.collect.ImmutableList;
import io.iclight.io.tensor.TensorScope;
import io.iclight.models.clip.ClipTextEncoder;
import io.iclight.models.clip.ClipTokenizer;
import io.iclight.models.clip.PromptChunks;
import io.iclight.models.clip.prompt.Emphasis;
import io.iclight.models.clip.prompt.PassSteps;
import io.iclight.models.clip.prompt.PromptSchedule;
import io.iclight.models.clip.prompt.PromptTemplate;
import io.iclight.models.clip.prompt.WeightedPrompt;
import io.iclight.request.InvalidRequestException;
import io.iclight.request.PromptSettings;
import io.iclight.request.PromptSyntax;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * Turns the prompts of a request into embeddings, 75 tokens at a time, so that they may be of any length. Each distinct text
 * is embedded once, in however many steps and passes it stands. It belongs to one relight; the embeddings belong to the
 * scope that was open when they were asked for.
 *
 * <p>Source: lllyasviel/IC-Light, {@code gradio_demo.py}, {@code encode_prompt_pair}.
 */
final class PromptEncoder {

    private final RelightModels models;
    private final PromptSettings prompts;
    private final Map<String, Tensor> embedded = new HashMap<>();

    /** Makes an encoder; the models are borrowed. */
    PromptEncoder(RelightModels models, PromptSettings prompts) {
        this.models = models;
        this.prompts = prompts;
        int layers = models.textEncoder().config().layers();
        if (prompts.clipSkip() > layers) {
            throw new InvalidRequestException("clip skip must be in 1.." + layers
                    + ", as many as the text encoder has layers, was " + prompts.clipSkip());
        }
    }

    /**
     * Plans the embeddings of a pass.
     *
     * @param steps how moments are counted in it
     * @return what the network is to see at each call
     */
    PromptPlan plan(PassSteps steps) {
        PromptSchedule positive = schedule(prompts.positive(), steps);
        PromptSchedule negative = schedule(prompts.negative(), steps);
        Map<PromptTexts, PromptEmbeddings> pairs = new HashMap<>();
        ImmutableList<PromptEmbeddings> calls = IntStream.rangeClosed(0, steps.steps())
                .mapToObj(call ->
                        pairs.computeIfAbsent(new PromptTexts(positive.at(call), negative.at(call)), this::pair))
                .collect(ImmutableList.toImmutableList());
        return new PromptPlan(calls);
    }

    /** The texts of one step. */
    private record PromptTexts(String positive, String negative) {}

    private PromptSchedule schedule(String prompt, PassSteps steps) {
        return prompts.syntax() == PromptSyntax.A1111
                ? PromptTemplate.parse(prompt).schedule(steps)
                : new PromptSchedule(ImmutableList.of(new PromptSchedule.Entry(steps.steps(), prompt)));
    }

    /** The text with fewer chunks is repeated until both have as many, and a last repetition cut. */
    private PromptEmbeddings pair(PromptTexts texts) {
        Tensor positive = embed(texts.positive);
        Tensor negative = embed(texts.negative);
        long tokens = Math.max(positive.size(1), negative.size(1));
        return new PromptEmbeddings(repeated(positive, tokens), repeated(negative, tokens));
    }

    private static Tensor repeated(Tensor text, long tokens) {
        if (text.size(1) == tokens) {
            return text;
        }
        try (TensorScope scope = TensorScope.open()) {
            long times = (tokens + text.size(1) - 1) / text.size(1);
            return scope.handOut(text.repeat(1, times, 1).narrow(1, 0, tokens));
        }
    }

    private Tensor embed(String text) {
        return embedded.computeIfAbsent(text, this::encode);
    }

    /** The chunks are embedded each for itself, and then read as one long text. */
    private Tensor encode(String text) {
        ClipTokenizer tokenizer = models.tokenizer();
        ClipTextEncoder encoder = models.textEncoder();
        int skippedLayers = prompts.clipSkip() - 1;
        return prompts.syntax() == PromptSyntax.A1111
                ? WeightedPrompt.of(tokenizer, text).encode(encoder, skippedLayers, Emphasis.RESTORED_MEAN)
                : encoder.encode(PromptChunks.of(tokenizer, text), skippedLayers);
    }
}
