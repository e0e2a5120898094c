/**
 * IC-Light's UNet: the sum of a Stable Diffusion 1.5 UNet and an offset that lllyasviel published, with more input
 * channels for the latents of what is relit.
 */
package io.iclight.models.iclight;
