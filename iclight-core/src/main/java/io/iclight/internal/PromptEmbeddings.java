package io.iclight.internal;

import com.google.common.collect.ImmutableMap;
import io.iclight.models.unet.patch.UNetCall.Prompt;
import org.bytedeco.pytorch.Tensor;

/**
 * A prompt and a negative prompt as the UNet takes them; both have the same number of tokens.
 *
 * @param positive {@code [1, tokens, size]}, tokens a multiple of 77 with CLIP
 * @param negative {@code [1, tokens, size]}
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
}
