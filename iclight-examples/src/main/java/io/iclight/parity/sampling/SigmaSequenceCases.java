package io.iclight.parity.sampling;

import com.google.common.primitives.ImmutableDoubleArray;
import io.iclight.io.json.JsonObject;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import io.iclight.parity.cases.UnknownCaseException;
import io.iclight.samplers.schedule.AlignYourSteps;
import io.iclight.samplers.schedule.BetaDistribution;
import io.iclight.samplers.schedule.ComfyUiSchedules;
import io.iclight.samplers.schedule.ContinuousVp;
import io.iclight.samplers.schedule.Exponential;
import io.iclight.samplers.schedule.ForgeSchedules;
import io.iclight.samplers.schedule.KDiffusionSchedules;
import io.iclight.samplers.schedule.Karras;
import io.iclight.samplers.schedule.Polyexponential;
import io.iclight.samplers.schedule.SigmaRange;
import io.iclight.samplers.schedule.SigmaSequence;
import io.iclight.samplers.schedule.TrainingSchedule;

/** The sigmas that k-diffusion, Forge and ComfyUI make. */
final class SigmaSequenceCases {

    /** Where a case has no {@code config}, its sequence does not depend on the training schedule. */
    private static final TrainingSchedule SD15 = TrainingSchedule.ofHosts(0.00085, 0.012, 1000);

    private SigmaSequenceCases() {}

    static void run(ParityCase parityCase, String function, Findings findings) {
        JsonObject args = parityCase.args();
        TrainingSchedule training = training(parityCase);
        SigmaSequence sequence = sequence(function, args);
        SigmaRange range = args.has("sigma_min")
                ? new SigmaRange(args.number("sigma_min"), args.number("sigma_max"))
                : training.sigmaRange();
        for (long steps : args.integers("num_inference_steps")) {
            ImmutableDoubleArray sigmas = sequence.sigmas(training, range, (int) steps);
            BetasCases.report(findings, "sigmas." + steps, sigmas);
        }
    }

    /** k-diffusion takes diffusers' {@code alphas_cumprod}, the hosts compute their own. */
    static TrainingSchedule training(ParityCase parityCase) {
        if (!parityCase.json().has("config")) {
            return SD15;
        }
        JsonObject config = parityCase.config();
        return parityCase.json().string("reference").startsWith("k-diffusion")
                ? TrainingSchedule.of(BetasCases.betas(config))
                : TrainingSchedule.ofHosts(
                        config.number("beta_start"), config.number("beta_end"), config.int32("num_train_timesteps"));
    }

    private static SigmaSequence sequence(String function, JsonObject args) {
        return switch (function) {
            case "get_sigmas_karras" -> SigmaSequence.endingAtZero(new Karras(args.number("rho")));
            case "get_sigmas_exponential" -> SigmaSequence.endingAtZero(new Exponential());
            case "get_sigmas_polyexponential" -> SigmaSequence.endingAtZero(new Polyexponential(args.number("rho")));
            case "get_sigmas_vp" ->
                SigmaSequence.endingAtZero(
                        new ContinuousVp(args.number("beta_d"), args.number("beta_min"), args.number("eps_s")));
            case "DiscreteSchedule.get_sigmas", "sd_schedulers.uniform" -> KDiffusionSchedules.normal();
            case "sd_schedulers.normal_scheduler" -> ForgeSchedules.normal();
            case "sd_schedulers.normal_scheduler(sgm=True)", "sd_schedulers.sgm_uniform" -> ForgeSchedules.sgmUniform();
            case "sd_schedulers.simple_scheduler" -> ForgeSchedules.simple();
            case "sd_schedulers.ddim_scheduler" -> ForgeSchedules.ddim();
            case "sd_schedulers.turbo_scheduler" -> ForgeSchedules.turbo();
            case "sd_schedulers.kl_optimal" -> ForgeSchedules.klOptimal();
            case "sd_schedulers.beta_scheduler" -> SigmaSequence.endingAtZero(beta(args));
            case "sd_schedulers.get_align_your_steps_sigmas", "sd_schedulers.ays_11_sigmas" ->
                SigmaSequence.endingAtZero(AlignYourSteps.Forge.SD);
            case "sd_schedulers.ays_32_sigmas" -> SigmaSequence.endingAtZero(AlignYourSteps.Forge.SD_32);
            case "sd_schedulers.get_align_your_steps_sigmas_GITS" ->
                SigmaSequence.endingAtZero(AlignYourSteps.Forge.SD_GITS);
            case "comfy/samplers.py beta_scheduler" -> ComfyUiSchedules.beta(beta(args));
            case "comfy_extras/nodes_align_your_steps.py AlignYourStepsScheduler" -> alignYourSteps(args);
            default -> throw new UnknownCaseException(args.origin() + ": no sigmas of " + function + " are known");
        };
    }

    private static SigmaSequence alignYourSteps(JsonObject args) {
        if (!args.string("model_type").equals("SD1")) {
            throw new UnknownCaseException(
                    args.origin() + ": levels of SD1 are known, not of " + args.string("model_type"));
        }
        return ComfyUiSchedules.alignYourSteps(AlignYourSteps.ComfyUi.SD, args.number("denoise"));
    }

    private static BetaDistribution beta(JsonObject args) {
        return new BetaDistribution(args.number("alpha"), args.number("beta"));
    }
}
