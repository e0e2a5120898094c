package io.iclight.sampling;

import io.iclight.samplers.Deis;
import io.iclight.samplers.Dpm2;
import io.iclight.samplers.Dpm2Ancestral;
import io.iclight.samplers.DpmAdaptive;
import io.iclight.samplers.DpmSolverMultistep;
import io.iclight.samplers.DpmSolverSinglestep;
import io.iclight.samplers.Dpmpp2SAncestral;
import io.iclight.samplers.DpmppSde;
import io.iclight.samplers.Euler;
import io.iclight.samplers.EulerAncestral;
import io.iclight.samplers.Heun;
import io.iclight.samplers.Integrand;
import io.iclight.samplers.Lms;
import io.iclight.samplers.Sampler;
import io.iclight.samplers.UniPc;
import io.iclight.samplers.schedule.SpacedSchedule.Variance;
import java.util.List;

/**
 * What a sampler demands of its schedule.
 *
 * @param variance how latents are scaled; k-diffusion's samplers and {@link DpmSolverMultistep} have exploding variance, all others a preserved one
 * @param noisyEnd whether the last level must have noise
 * @param leavesOutZero whether timesteps are spaced one more than asked for, and the last, 0, is left out
 */
record Demands(Variance variance, boolean noisyEnd, boolean leavesOutZero) {

    private static final List<Class<? extends Sampler>> EXPLODING = List.of(
            Euler.class,
            EulerAncestral.class,
            Heun.class,
            Dpm2.class,
            Dpm2Ancestral.class,
            Lms.class,
            Dpmpp2SAncestral.class,
            DpmppSde.class,
            DpmSolverMultistep.class,
            PlannedDpmFast.class,
            DpmAdaptive.class);

    /** Samplers that call the network twice a step. */
    private static final List<Class<? extends Sampler>> SECOND_ORDER =
            List.of(Heun.class, Dpm2.class, Dpm2Ancestral.class, Dpmpp2SAncestral.class, DpmppSde.class);

    static Demands of(Sampler sampler) {
        Variance variance = EXPLODING.contains(sampler.getClass()) ? Variance.EXPLODING : Variance.PRESERVED;
        boolean noisyEnd = endsNoisy(sampler);
        boolean solver = sampler instanceof DpmSolverMultistep || sampler instanceof DpmSolverSinglestep;
        return new Demands(variance, noisyEnd, noisyEnd || solver);
    }

    private static boolean endsNoisy(Sampler sampler) {
        if (sampler instanceof DpmSolverMultistep multistep) {
            return multistep.integrand() == Integrand.NOISE;
        }
        if (sampler instanceof DpmSolverSinglestep singlestep) {
            return singlestep.integrand() == Integrand.NOISE;
        }
        return List.of(Deis.class, UniPc.class, PlannedDpmFast.class, DpmAdaptive.class)
                .contains(sampler.getClass());
    }

    /**
     * Whether steps that a run from a picture skips count for a sampler: diffusers' schedulers know them, k-diffusion's functions
     * are given the other levels alone.
     */
    static boolean countsSkipped(Sampler sampler) {
        return sampler instanceof DpmSolverMultistep || !EXPLODING.contains(sampler.getClass());
    }

    static int callsPerStep(Sampler sampler) {
        return SECOND_ORDER.contains(sampler.getClass()) ? 2 : 1;
    }
}
