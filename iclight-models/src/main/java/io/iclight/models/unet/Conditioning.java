package io.iclight.models.unet;

import org.bytedeco.pytorch.Tensor;

/**
 * What every block is told beside the features.
 *
 * @param time the activated time embedding, {@code [batch or 1, timeSize]}
 * @param context the prompt's tokens, {@code [batch, contextTokens, contextSize]}
 */
record Conditioning(Tensor time, Tensor context) {}
