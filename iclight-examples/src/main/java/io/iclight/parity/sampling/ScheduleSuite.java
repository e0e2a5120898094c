package io.iclight.parity.sampling;

import io.iclight.io.tensor.Placement;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import io.iclight.parity.cases.ParitySuite;
import io.iclight.parity.cases.UnknownCaseException;
import io.iclight.samplers.schedule.AlignYourSteps;
import io.iclight.samplers.schedule.TrainingSchedule;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Training schedules, and the levels that each reference program picks from them. */
public final class ScheduleSuite implements ParitySuite {

    /** Program, version, and what of it was called. */
    private static final Pattern REFERENCE =
            Pattern.compile("(diffusers|k-diffusion|stable-diffusion-webui-forge|ComfyUI|IC-Light)"
                    + "(?: [0-9][0-9.]*| [0-9a-f]{12})? (.+)");

    private static final Pattern SCHEDULER = Pattern.compile("(\\w+)Scheduler\\.(__init__|set_timesteps).*");

    private static final Pattern IMAGE_TO_IMAGE =
            Pattern.compile("\\w+\\.get_timesteps(?: over (\\w+)Scheduler\\.set_timesteps)?");

    /** The suite {@code schedule}. */
    public ScheduleSuite() {}

    @Override
    public String name() {
        return "schedule";
    }

    @Override
    public void run(ParityCase parityCase, Placement placement, Findings findings) {
        Matcher reference = REFERENCE.matcher(parityCase.json().string("reference"));
        if (!reference.matches()) {
            throw new UnknownCaseException(parityCase + " comes from an unknown program: "
                    + parityCase.json().string("reference"));
        }
        String function = reference.group(2);
        switch (reference.group(1)) {
            case "diffusers" -> diffusers(parityCase, function, findings);
            case "k-diffusion" -> kDiffusion(parityCase, function, findings);
            case "stable-diffusion-webui-forge" -> forge(parityCase, function, findings);
            case "IC-Light" -> Img2ImgCases.wanted(parityCase, findings);
            default -> SigmaSequenceCases.run(parityCase, function, findings);
        }
    }

    private static void diffusers(ParityCase parityCase, String function, Findings findings) {
        Matcher scheduler = SCHEDULER.matcher(function);
        Matcher imageToImage = IMAGE_TO_IMAGE.matcher(function);
        if (function.equals("AysSchedules")) {
            BetasCases.report(findings, "sigmas", AlignYourSteps.Diffusers.SD_SIGMAS);
            BetasCases.report(findings, "timesteps", AlignYourSteps.Diffusers.SD_TIMESTEPS);
        } else if (imageToImage.matches() && imageToImage.group(1) == null) {
            Img2ImgCases.scheduled(parityCase, findings);
        } else if (imageToImage.matches()) {
            DiffusersScheduleCases.runFrom(parityCase, imageToImage.group(1), findings);
        } else if (scheduler.matches() && scheduler.group(2).equals("__init__")) {
            BetasCases.run(parityCase, scheduler.group(1), findings);
        } else if (scheduler.matches()) {
            DiffusersScheduleCases.run(parityCase, scheduler.group(1), findings);
        } else {
            throw new UnknownCaseException(parityCase + ": nothing is known of diffusers' " + function);
        }
    }

    private static void kDiffusion(ParityCase parityCase, String function, Findings findings) {
        if (function.startsWith("VDenoiser")) {
            TimestepOfSigmaCases.velocity(parityCase, findings);
        } else if (function.contains("sigma_to_t")) {
            TimestepOfSigmaCases.kDiffusion(parityCase, findings);
        } else {
            SigmaSequenceCases.run(parityCase, function, findings);
        }
    }

    private static void forge(ParityCase parityCase, String function, Findings findings) {
        if (function.startsWith("Prediction(")) {
            TrainingSchedule training = SigmaSequenceCases.training(parityCase);
            BetasCases.report(findings, "alphas_cumprod", training.alphasCumprod());
            BetasCases.report(findings, "train_sigmas", training.sigmas());
        } else if (function.startsWith("Prediction.")) {
            TimestepOfSigmaCases.forge(parityCase, findings);
        } else {
            SigmaSequenceCases.run(parityCase, function, findings);
        }
    }
}
