/**
 * Sampling by diffusion, in four small ideas.
 *
 * <ul>
 *   <li>A {@link io.iclight.samplers.NoiseLevel} says how a noisy tensor is mixed: {@code x = alpha * x0 + sigma * noise}.
 *   <li>A {@link io.iclight.samplers.Schedule} is the list of levels that a run steps through.
 *   <li>A {@link io.iclight.samplers.Denoiser} estimates {@code x0} from {@code x} at a level.
 *   <li>A {@link io.iclight.samplers.Sampler} walks the schedule with a denoiser and a source of
 *       {@link io.iclight.samplers.Noise}.
 * </ul>
 *
 * <p>Because a level carries both factors, one sampler serves latents whose variance is preserved ({@code alpha² + sigma²
 * = 1}, diffusers' DPM-Solver, DDIM, …) and latents whose variance explodes ({@code alpha = 1}, k-diffusion).
 *
 * <p>A network becomes a denoiser by what it predicts, and by guidance if it is asked with two prompts:
 *
 * <pre>{@code
 * Schedule schedule = DiffusersSchedules.dpmSolverKarras().schedule(training, 25);
 * Denoiser denoiser = new GuidedDenoiser(both, positive, new ClassifierFree(2), Prediction.EPSILON, schedule);
 * Tensor latents = DpmSolverMultistep.dpmpp2MSde().sample(denoiser, start, schedule, noise, StepListener.NONE);
 * }</pre>
 *
 * <p>Tensors that a method is given are borrowed; the one that it returns belongs to the caller.
 */
package io.iclight.samplers;
