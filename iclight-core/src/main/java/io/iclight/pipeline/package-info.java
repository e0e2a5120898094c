/**
 * The stages behind {@link io.iclight.Relighter}, for those who want to look into a relight: prompt to embeddings, pictures
 * to latents, one pass of diffusion, and the two passes together. These types may change from version to version.
 */
package io.iclight.pipeline;
