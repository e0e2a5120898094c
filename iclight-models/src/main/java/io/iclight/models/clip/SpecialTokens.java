package io.iclight.models.clip;

/**
 * The tokens that no word makes.
 *
 * @param start what begins a text; 49406 in CLIP
 * @param end what ends a text; 49407 in CLIP
 * @param pad what transformers fills a row with; CLIP's own is {@code end}
 * @param unknown what stands for a byte that the vocabulary lacks
 */
public record SpecialTokens(int start, int end, int pad, int unknown) {}
