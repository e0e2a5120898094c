/**
 * Random numbers as the reference programs draw them, so that a seed means the same here and there.
 *
 * <p>{@link io.iclight.samplers.noise.TorchGenerator} is torch's generator on the CPU, {@link
 * io.iclight.samplers.noise.PhiloxGenerator} the one that web UIs call NV and that stands for torch on a GPU. Both
 * are {@link io.iclight.samplers.noise.NoiseGenerator}s; {@link io.iclight.samplers.noise.PerImageNoise} gives each
 * image of a batch its own, and {@link io.iclight.samplers.noise.WebUiNoise} adds the variations that web UIs offer.
 *
 * <p>Generators change with every draw and are not for several threads.
 */
package io.iclight.samplers.noise;
