package io.iclight.internal;

import org.bytedeco.pytorch.Tensor;

/**
 * A prompt and a negative prompt as the UNet takes them; both have the same number of tokens.
 *
 * @param positive {@code [1, tokens, size]}, tokens a multiple of 77 with CLIP
 * @param negative {@code [1, tokens, size]}
 */
public record PromptEmbeddings(Tensor positive, Tensor negative) {}
