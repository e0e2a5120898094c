/** Blocks that the UNet and the autoencoder have in common. */
package io.iclight.models.blocks;
