package io.iclight.parity;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Training schedules, and the levels that each reference program picks from them. */
public final class ScheduleSuite implements ParitySuite {

    private static final Pattern DIFFUSERS = Pattern.compile("diffusers [0-9.]+ (\\w+)Scheduler\\.(\\w+).*");

    private static final Pattern IMAGE_TO_IMAGE =
            Pattern.compile("diffusers [0-9.]+ \\w+\\.get_timesteps over (\\w+)Scheduler\\.set_timesteps");

    @Override
    public String name() {
        return "schedule";
    }

    @Override
    public void run(ParityCase parityCase, ParityTarget target, Findings findings) {
        String reference = parityCase.json().string("reference");
        Matcher diffusers = DIFFUSERS.matcher(reference);
        Matcher imageToImage = IMAGE_TO_IMAGE.matcher(reference);
        if (diffusers.matches() && diffusers.group(2).equals("__init__")) {
            BetasCases.run(parityCase, diffusers.group(1), findings);
        } else if (diffusers.matches()) {
            DiffusersScheduleCases.run(parityCase, diffusers.group(1), findings);
        } else if (imageToImage.matches()) {
            DiffusersScheduleCases.runFrom(parityCase, imageToImage.group(1), findings);
        } else if (reference.startsWith("IC-Light")) {
            Img2ImgCases.wanted(parityCase, findings);
        } else if (reference.endsWith("get_timesteps")) {
            Img2ImgCases.scheduled(parityCase, findings);
        } else {
            throw new UnknownCaseException(parityCase + ": no schedule of " + reference + " is known");
        }
    }
}
