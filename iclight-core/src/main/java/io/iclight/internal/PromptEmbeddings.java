package io.iclight.internal;

import com.google.common.collect.ImmutableMap;
import io.iclight.models.unet.patch.UNetCall.Prompt;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A prompt and a negative prompt as the UNet takes them, or those of several pictures; both have the same number of rows and
 * tokens.
 *
 * @param positive {@code [1 or images, tokens, size]}, tokens a multiple of 77 with CLIP
 * @param negative {@code [1 or images, tokens, size]}
 */
public record PromptEmbeddings(Tensor positive, Tensor negative) {

    /** One of the prompts, as the UNet takes them. */
    ImmutableMap<Prompt, Tensor> alone(Prompt prompt) {
        return ImmutableMap.of(prompt, prompt == Prompt.POSITIVE ? positive : negative);
    }

    /** Both prompts, as the UNet takes them. */
    ImmutableMap<Prompt, Tensor> both() {
        return ImmutableMap.of(Prompt.NEGATIVE, negative, Prompt.POSITIVE, positive);
    }

    /** The embeddings of several pictures, which belong to the open scope. */
    static PromptEmbeddings joined(List<PromptEmbeddings> pictures) {
        return new PromptEmbeddings(
                joined(pictures, PromptEmbeddings::positive), joined(pictures, PromptEmbeddings::negative));
    }

    private static Tensor joined(List<PromptEmbeddings> pictures, Function<PromptEmbeddings, Tensor> prompt) {
        TensorVector rows = new TensorVector();
        pictures.forEach(picture -> rows.push_back(prompt.apply(picture)));
        return torch.cat(rows, 0);
    }
}
