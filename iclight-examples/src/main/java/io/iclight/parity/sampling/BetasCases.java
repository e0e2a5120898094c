package io.iclight.parity.sampling;

import com.google.common.primitives.ImmutableDoubleArray;
import io.iclight.io.json.JsonObject;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import io.iclight.parity.cases.UnknownCaseException;
import io.iclight.samplers.schedule.Betas;
import io.iclight.samplers.schedule.TrainingSchedule;

/** The schedules that networks are trained on, from the {@code config} of a case. */
final class BetasCases {

    private BetasCases() {}

    static Betas betas(JsonObject config) {
        Betas betas = config.has("trained_betas")
                ? Betas.trained(config.numbers("trained_betas"))
                : betas(
                        config,
                        config.string("beta_schedule"),
                        config.optional("num_train_timesteps", config::int32).orElse(1000));
        return rescales(config) ? betas.rescaledToZeroSnr() : betas;
    }

    private static Betas betas(JsonObject config, String name, int timesteps) {
        return switch (name) {
            case "linear" -> Betas.linear(config.number("beta_start"), config.number("beta_end"), timesteps);
            case "scaled_linear" ->
                Betas.scaledLinear(config.number("beta_start"), config.number("beta_end"), timesteps);
            case "sigmoid" -> Betas.sigmoid(config.number("beta_start"), config.number("beta_end"), timesteps);
            case "squaredcos_cap_v2" -> Betas.squaredCosine(timesteps);
            case "exp" -> Betas.exponential(timesteps);
            default -> throw new UnknownCaseException(config.origin() + ": no beta_schedule is called " + name);
        };
    }

    /** The schedule as one of diffusers' schedulers has it. */
    static TrainingSchedule training(JsonObject config, String scheduler) {
        TrainingSchedule training = TrainingSchedule.of(betas(config));
        boolean discrete = scheduler.startsWith("DDIM")
                || scheduler.startsWith("DDPM")
                || scheduler.startsWith("LCM")
                || scheduler.startsWith("TCD");
        return rescales(config) && !discrete ? training.withFiniteTerminalSigma() : training;
    }

    private static boolean rescales(JsonObject config) {
        return config.optional("rescale_betas_zero_snr", config::bool).orElse(false);
    }

    static void run(ParityCase parityCase, String scheduler, Findings findings) {
        TrainingSchedule training = training(parityCase.config(), scheduler);
        report(findings, "betas", betas(parityCase.config()).values());
        report(findings, "alphas_cumprod", training.alphasCumprod());
        report(findings, "train_sigmas", training.sigmas());
    }

    static void report(Findings findings, String output, ImmutableDoubleArray values) {
        findings.report(output, values.toArray(), values.length());
    }
}
