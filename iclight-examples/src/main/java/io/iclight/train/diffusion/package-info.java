/** Training of UNet and text encoder on latents. */
package io.iclight.train.diffusion;
