/**
 * Which noise levels a run visits.
 *
 * <p>{@link io.iclight.samplers.schedule.Betas} make a {@link io.iclight.samplers.schedule.TrainingSchedule}, the
 * levels that a network was trained on. A {@link io.iclight.samplers.schedule.LevelSpacing} picks a few of them: by
 * timestep ({@link io.iclight.samplers.schedule.TimestepSpacing}) or by noise level ({@link
 * io.iclight.samplers.schedule.SigmaSpacing}). {@link io.iclight.samplers.schedule.SpacedSchedule} puts these
 * together to the {@link io.iclight.samplers.Schedule} of each scheduler of diffusers.
 *
 * <p>Programs around k-diffusion list sigmas, the last one included: a
 * {@link io.iclight.samplers.schedule.SigmaSequence}, which becomes a schedule with a curve that finds timesteps
 * ({@link io.iclight.samplers.schedule.KDiffusionSchedules}, {@link io.iclight.samplers.schedule.ForgeSchedules},
 * {@link io.iclight.samplers.schedule.ComfyUiSchedules}).
 *
 * <p>Sigma is the noise-to-signal ratio throughout, as in k-diffusion. The reference programs compute partly in single
 * precision; where a rounding of theirs can change a whole timestep, it is done here too.
 */
package io.iclight.samplers.schedule;
