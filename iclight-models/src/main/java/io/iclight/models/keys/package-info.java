/**
 * The names that other programs give to the parameters of the same models: single-file checkpoints of latent-diffusion
 * programs (LDM, A1111, ComfyUI), older diffusers files, and LoRA files.
 *
 * <p>Graphs know diffusers' and transformers' names alone. A {@link io.iclight.models.keys.RenamedSource} presents another
 * layout under these:
 *
 * <pre>{@code
 * try (LdmCheckpoint file = LdmCheckpoint.of(SafetensorsFile.open(path))) {
 *     UNet unet = new UNet(config, file.unet(config), ElementType.F32);
 * }
 * }</pre>
 */
package io.iclight.models.keys;
