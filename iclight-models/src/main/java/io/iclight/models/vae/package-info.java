/**
 * The autoencoder of Stable Diffusion, between images and latents: diffusers' {@code AutoencoderKL}, with its parameter
 * names.
 */
package io.iclight.models.vae;
