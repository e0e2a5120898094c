package io.iclight.train.diffusion;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import io.iclight.io.tensor.TensorData;
import io.iclight.models.clip.ClipTokenizer;
import io.iclight.models.clip.PromptChunks;
import io.iclight.request.PromptSettings;
import io.iclight.train.render.noise.Chance;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Words as the text encoder is given them when a relight runs: mostly with what is added to every prompt, and sometimes none,
 * or the negative prompt, so that guidance has something to lead away from.
 *
 * @param tokenizer cuts words into tokens
 */
record Prompts(ClipTokenizer tokenizer) {

    private static final double DROPPED = 0.12;
    private static final double ADDED = 0.9;

    /** Words to prompts, some of them dropped. */
    ImmutableList<String> varied(List<String> words, Chance chance) {
        return words.stream().map(text -> varied(text, chance)).collect(ImmutableList.toImmutableList());
    }

    private static String varied(String text, Chance chance) {
        if (chance.happens(DROPPED)) {
            return chance.happens(0.7) ? PromptSettings.DEFAULT_NEGATIVE : "";
        }
        return chance.happens(ADDED) ? text + ", " + PromptSettings.DEFAULT_ADDED : text;
    }

    /** Prompts to tokens, int64 {@code [prompts, length]}; the first row of each. */
    Tensor tokens(List<String> prompts) {
        List<ImmutableIntArray> rows = new ArrayList<>();
        prompts.forEach(
                prompt -> rows.add(PromptChunks.of(tokenizer, prompt).rows().get(0)));
        int length = tokenizer.maxLength();
        long[] ids = new long[rows.size() * length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = rows.get(i / length).get(i % length);
        }
        return TensorData.ofLongs(ids, rows.size(), length);
    }
}
