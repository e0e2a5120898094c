/**
 * Samplers, schedules, noise and patches of the UNet by name: the catalogue that requests, their JSON and the command
 * line choose from.
 *
 * <p>A {@link io.iclight.samplers.Sampler} is a record of the module {@code iclight-samplers} or a lambda of one's own; a
 * {@link io.iclight.sampling.LevelRule} says which noise levels it visits; {@link io.iclight.sampling.TrainedNoise} says
 * which levels the network knows. {@link io.iclight.sampling.Samplers} and {@link io.iclight.sampling.Schedules} turn them
 * into names with options, and back; {@link io.iclight.sampling.UNetPatches} does so with changes of the network.
 */
package io.iclight.sampling;
