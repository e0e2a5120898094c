package io.iclight.samplers.schedule;

import io.iclight.samplers.schedule.SpacedSchedule.Variance;

/**
 * The schedules of diffusers' schedulers, named after what they are for. IC-Light's demo uses {@link
 * #dpmSolverKarras()} with linear betas, and builds {@code ddim(leading(1), FIRST_TIMESTEP)} and {@code
 * euler(linspace())}.
 */
public final class DiffusersSchedules {

    private DiffusersSchedules() {}

    /**
     * DDIM, DDPM, LCM and TCD, which visit whole training timesteps.
     *
     * @param spacing picks the timesteps: {@link TimestepSpacing#leading}, {@link TimestepSpacing#linspaceWhole},
     *     {@link TimestepSpacing#trailing} or, for LCM and TCD, {@link DistilledTimesteps}
     * @param end where the last step ends
     * @return the schedule
     */
    public static DiscreteSchedule ddim(TimestepSpacing spacing, DiscreteSchedule.End end) {
        return new DiscreteSchedule(spacing, end);
    }

    /**
     * DPMSolverMultistep and DPMSolverSinglestep of the {@code ++} kinds, which end without noise.
     *
     * @param spacing picks the timesteps: {@link TimestepSpacing#linspaceWithoutZero}, {@link
     *     TimestepSpacing#leadingWithoutZero} or {@link TimestepSpacing#trailing}
     * @return the schedule
     */
    public static SpacedSchedule dpmSolver(TimestepSpacing spacing) {
        return solver(new ByTimestep(spacing), FinalSigma.ZERO);
    }

    /**
     * DPMSolverMultistep and DPMSolverSinglestep of the {@code ++} kinds with Karras sigmas and whole timesteps. Many
     * steps make some timesteps equal.
     *
     * @return the schedule
     */
    public static SpacedSchedule dpmSolverKarras() {
        return solver(new BySigma(Karras.DEFAULT, BySigma.Ends.TRAINED, Rounding.NEAREST), FinalSigma.ZERO);
    }

    /**
     * DEISMultistep and UniPCMultistep up to diffusers 0.27, which end at the least noise of the training schedule.
     *
     * @param spacing picks the timesteps, as for {@link #dpmSolver}
     * @return the schedule
     */
    public static SpacedSchedule deis(TimestepSpacing spacing) {
        return solver(new ByTimestep(spacing), FinalSigma.TRAINED_MIN);
    }

    /**
     * DEISMultistep and UniPCMultistep up to diffusers 0.27 with Karras sigmas, of which the last is repeated.
     *
     * @return the schedule
     */
    public static SpacedSchedule deisKarras() {
        return solver(new BySigma(Karras.DEFAULT, BySigma.Ends.TRAINED, Rounding.NEAREST), FinalSigma.REPEATED);
    }

    /**
     * Any solver on latents whose variance is preserved.
     *
     * @param spacing picks the levels
     * @param end where the last step ends
     * @return the schedule
     */
    public static SpacedSchedule solver(LevelSpacing spacing, FinalSigma end) {
        return new SpacedSchedule(spacing, end, Variance.PRESERVED, StartNoise.TOTAL);
    }

    /**
     * Euler, EulerAncestral, Heun, KDPM2, KDPM2Ancestral and LMS, on latents whose variance explodes.
     *
     * @param spacing picks the timesteps: {@link TimestepSpacing#linspace} or {@link TimestepSpacing#trailing}
     * @return the schedule
     */
    public static SpacedSchedule euler(TimestepSpacing spacing) {
        return ode(new ByTimestep(spacing), StartNoise.SIGMA);
    }

    /**
     * The same schedulers with leading timesteps, which start with more noise.
     *
     * @param offset added to every timestep; Stable Diffusion's is 1
     * @return the schedule
     */
    public static SpacedSchedule eulerLeading(int offset) {
        return ode(new ByTimestep(TimestepSpacing.leading(offset)), StartNoise.TOTAL);
    }

    /**
     * The same schedulers with Karras sigmas.
     *
     * @return the schedule
     */
    public static SpacedSchedule eulerKarras() {
        BySigma.Ends ends = BySigma.Ends.of(new ByTimestep(TimestepSpacing.linspace()));
        return ode(new BySigma(Karras.DEFAULT, ends, Rounding.NONE), StartNoise.SIGMA);
    }

    /**
     * Any sampler on latents whose variance explodes.
     *
     * @param spacing picks the levels
     * @param start how much noise a run from pure noise starts with
     * @return the schedule, ending without noise
     */
    public static SpacedSchedule ode(LevelSpacing spacing, StartNoise start) {
        return new SpacedSchedule(spacing, FinalSigma.ZERO, Variance.EXPLODING, start);
    }
}
