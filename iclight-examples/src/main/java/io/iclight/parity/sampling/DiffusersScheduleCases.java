package io.iclight.parity.sampling;

import com.google.common.primitives.ImmutableDoubleArray;
import io.iclight.io.json.JsonObject;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import io.iclight.samplers.Schedule;
import io.iclight.samplers.schedule.ImageToImage;
import io.iclight.samplers.schedule.SpacedSchedule;
import io.iclight.samplers.schedule.TrainingSchedule;
import java.util.List;
import java.util.Optional;

/** What a scheduler of diffusers holds after {@code set_timesteps}. */
final class DiffusersScheduleCases {

    private DiffusersScheduleCases() {}

    static void run(ParityCase parityCase, String scheduler, Findings findings) {
        JsonObject args = parityCase.args();
        DiffusersConfig config =
                new DiffusersConfig(scheduler, parityCase.config(), args.optional("set_timesteps", args::object));
        TrainingSchedule training = config.training();
        if (!args.has("num_inference_steps")) {
            report(config, training, givenSteps(config), "", findings);
            return;
        }
        List<Long> runs = args.integers("num_inference_steps");
        double[] startFactors = new double[runs.size()];
        for (int i = 0; i < startFactors.length; i++) {
            int steps = runs.get(i).intValue();
            startFactors[i] = report(config, training, steps, "." + steps, findings);
        }
        findings.report("init_noise_sigma", startFactors, startFactors.length);
    }

    private static int givenSteps(DiffusersConfig config) {
        JsonObject given = config.given().orElseThrow();
        return given.has("timesteps")
                ? given.numbers("timesteps").size()
                : given.numbers("sigmas").size() - 1;
    }

    /** Reports one call and returns the scheduler's {@code init_noise_sigma} after it. */
    private static double report(
            DiffusersConfig config, TrainingSchedule training, int steps, String suffix, Findings findings) {
        if (config.isDiscrete()) {
            ImmutableDoubleArray timesteps =
                    config.timesteps().timesteps(training.timesteps(), training.timesteps(), steps);
            BetasCases.report(findings, "timesteps" + suffix, timesteps);
            return 1;
        }
        SpacedSchedule spaced = config.schedule();
        Schedule schedule = spaced.schedule(training, steps);
        DiffusersLists lists = DiffusersLists.of(schedule, config);
        BetasCases.report(findings, "timesteps" + suffix, lists.timesteps());
        BetasCases.report(findings, "sigmas" + suffix, lists.sigmas());
        return spaced.start().factor(schedule.level(0));
    }

    /** The same, of what an image-to-image run leaves. */
    static void runFrom(ParityCase parityCase, String scheduler, Findings findings) {
        DiffusersConfig config = new DiffusersConfig(scheduler, parityCase.config(), Optional.empty());
        for (JsonObject run : parityCase.args().objects("runs")) {
            int steps = run.int32("num_inference_steps");
            int begin = new ImageToImage(run.number("strength")).begin(steps);
            reportFrom(config, steps, begin, run.string("key"), findings);
        }
    }

    private static void reportFrom(DiffusersConfig config, int steps, int begin, String key, Findings findings) {
        TrainingSchedule training = config.training();
        if (config.isDiscrete()) {
            ImmutableDoubleArray whole =
                    config.timesteps().timesteps(training.timesteps(), training.timesteps(), steps);
            BetasCases.report(findings, "timesteps." + key, whole.subArray(begin, whole.length()));
            return;
        }
        DiffusersLists rest =
                DiffusersLists.of(config.schedule().schedule(training, steps).from(begin), config);
        BetasCases.report(findings, "timesteps." + key, rest.timesteps());
        BetasCases.report(findings, "first_sigma." + key, rest.sigmas().subArray(0, 1));
    }
}
