package io.iclight.parity;

import com.google.common.primitives.ImmutableDoubleArray;
import io.iclight.io.json.JsonObject;
import io.iclight.samplers.NoiseLevel;
import io.iclight.samplers.Schedule;
import io.iclight.samplers.schedule.ImageToImage;
import io.iclight.samplers.schedule.SpacedSchedule;
import io.iclight.samplers.schedule.TrainingSchedule;
import java.util.List;

/** What a scheduler of diffusers holds after {@code set_timesteps}. */
final class DiffusersScheduleCases {

    private DiffusersScheduleCases() {}

    static void run(ParityCase parityCase, String scheduler, Findings findings) {
        DiffusersConfig config = new DiffusersConfig(scheduler, parityCase.config());
        TrainingSchedule training = config.training();
        List<Long> runs = parityCase.args().integers("num_inference_steps");
        double[] startFactors = new double[runs.size()];
        for (int i = 0; i < runs.size(); i++) {
            int steps = runs.get(i).intValue();
            if (config.isDiscrete()) {
                startFactors[i] = 1;
                ImmutableDoubleArray timesteps =
                        config.timesteps().timesteps(training.timesteps(), training.timesteps(), steps);
                BetasCases.report(findings, "timesteps." + steps, timesteps);
            } else {
                SpacedSchedule spaced = config.schedule();
                Schedule schedule = spaced.schedule(training, steps);
                startFactors[i] = spaced.start().factor(schedule.level(0));
                BetasCases.report(findings, "timesteps." + steps, timesteps(schedule));
                BetasCases.report(findings, "sigmas." + steps, sigmas(schedule));
            }
        }
        findings.report("init_noise_sigma", startFactors, startFactors.length);
    }

    /** The same, of what an image-to-image run leaves. */
    static void runFrom(ParityCase parityCase, String scheduler, Findings findings) {
        DiffusersConfig config = new DiffusersConfig(scheduler, parityCase.config());
        for (JsonObject run : parityCase.args().objects("runs")) {
            int steps = run.int32("num_inference_steps");
            Schedule whole = config.schedule().schedule(config.training(), steps);
            Schedule rest = whole.from(new ImageToImage(run.number("strength")).begin(steps));
            String key = run.string("key");
            BetasCases.report(findings, "timesteps." + key, timesteps(rest));
            BetasCases.report(
                    findings,
                    "first_sigma." + key,
                    ImmutableDoubleArray.of(rest.level(0).ratio()));
        }
    }

    private static ImmutableDoubleArray timesteps(Schedule schedule) {
        return ImmutableDoubleArray.copyOf(
                schedule.levels().stream().limit(schedule.steps()).mapToDouble(NoiseLevel::timestep));
    }

    private static ImmutableDoubleArray sigmas(Schedule schedule) {
        return ImmutableDoubleArray.copyOf(schedule.levels().stream().mapToDouble(NoiseLevel::ratio));
    }
}
