/**
 * CLIP's text side: the tokenizer, the chunks that a long prompt is cut into, and the text encoder.
 *
 * <p>From a prompt to what a UNet attends to:
 *
 * <pre>{@code
 * ClipTokenizer tokenizer = ClipTokenizer.read(model.resolve("tokenizer"));
 * PromptChunks chunks = PromptChunks.of(tokenizer, "sunshine from window");   // rows of 77 ids
 * Tensor embedding = textEncoder.encode(chunks);                              // [1, 77 * rows, 768]
 * }</pre>
 */
package io.iclight.models.clip;
