/**
 * The stages behind {@link io.iclight.Relighter}: prompt to embeddings, pictures to latents, one pass of diffusion, and
 * the two passes together. Not for applications: these types handle native tensors, and change as they need to.
 */
package io.iclight.internal;
