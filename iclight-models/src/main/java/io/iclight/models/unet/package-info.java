/**
 * The denoising UNet of Stable Diffusion 1.5 and its kin: diffusers' {@code UNet2DConditionModel}, with its parameter names.
 *
 * <p>{@link io.iclight.models.unet.UNet} is the model; the package-private classes are its parts, one block each, built as
 * the state dict is: {@code down_blocks.1.attentions.0.transformer_blocks.0.attn2.to_k} is an {@code InputBlock} of level
 * 1, its {@code SpatialTransformer} 0, its {@code TransformerBlock} 0, the {@code MultiHeadAttention} {@code attn2}. The
 * {@code Hourglass} puts the blocks together.
 */
package io.iclight.models.unet;
