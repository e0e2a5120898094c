package io.iclight.request;

import io.iclight.samplers.Ddim;
import io.iclight.samplers.DpmSolverMultistep;
import io.iclight.samplers.Draws;
import io.iclight.samplers.EulerAncestral;
import io.iclight.samplers.schedule.Betas;
import io.iclight.samplers.schedule.DiffusersSchedules;
import io.iclight.samplers.schedule.DiscreteSchedule;
import io.iclight.samplers.schedule.SpacedSchedule;
import io.iclight.samplers.schedule.StartNoise;
import io.iclight.samplers.schedule.TimestepSpacing;
import io.iclight.samplers.schedule.TrainingSchedule;

/**
 * The schedulers that IC-Light's demo builds.
 *
 * <p>Source: lllyasviel/IC-Light, {@code gradio_demo.py}. It names a beta schedule for DDIM alone, so that the other two
 * have diffusers' default.
 */
final class DemoSampling {

    private static final int TIMESTEPS = 1000;
    private static final double FIRST_BETA = 0.00085;
    private static final double LAST_BETA = 0.012;

    private static final TrainingSchedule LINEAR = TrainingSchedule.of(Betas.linear(FIRST_BETA, LAST_BETA, TIMESTEPS));

    private static final TrainingSchedule SCALED_LINEAR =
            TrainingSchedule.of(Betas.scaledLinear(FIRST_BETA, LAST_BETA, TIMESTEPS));

    private DemoSampling() {}

    static SamplingMethod dpmpp2mSdeKarras() {
        SpacedSchedule karras = DiffusersSchedules.dpmSolverKarras();
        return new SamplingMethod(
                "dpmpp_2m_sde_karras",
                steps -> karras.schedule(LINEAR, steps),
                karras.start(),
                DpmSolverMultistep.dpmpp2MSde());
    }

    static SamplingMethod eulerAncestral() {
        SpacedSchedule linspace = DiffusersSchedules.euler(TimestepSpacing.linspace());
        return new SamplingMethod(
                "euler_ancestral",
                steps -> linspace.schedule(LINEAR, steps),
                linspace.start(),
                new EulerAncestral(Draws.EVERY_PREDICTION));
    }

    static SamplingMethod ddim() {
        DiscreteSchedule leading =
                DiffusersSchedules.ddim(TimestepSpacing.leading(1), DiscreteSchedule.End.FIRST_TIMESTEP);
        return new SamplingMethod(
                "ddim", steps -> leading.schedule(SCALED_LINEAR, steps), StartNoise.TOTAL, new Ddim(0));
    }
}
