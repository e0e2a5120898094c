package io.iclight;

import io.iclight.internal.RelightModels;
import io.iclight.io.image.ImageSize;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.progress.Stage;
import io.iclight.request.HighresPass;
import io.iclight.request.RelightRequest;
import io.iclight.sampling.Samplers;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How much work each stage of a relight is, for the estimate of what is left. The unit is one call of SD1.5's UNet for one
 * picture of a megapixel; an encoding costs about a third of that and a decoding about two thirds (counted from the
 * models' multiplications).
 */
final class StageWork {

    private static final double ENCODE = 0.35;
    private static final double DECODE = 0.75;
    /** A network looks at a megapixel, whatever the photo's size: 160 billion multiplications. */
    private static final double MATTE = 0.11;

    private static final double PROMPT = 0.02;

    private StageWork() {}

    static Map<Stage, Double> of(RelightModels models, RelightRequest request) {
        Map<Stage, Double> work = new EnumMap<>(Stage.class);
        double images = request.batch().images();
        int conditions = models.kind() == IcLightModel.FBC ? 2 : 1;
        ImageSize size = request.lowres().size();
        double megapixels = size.pixels() / 1e6;
        work.put(Stage.MATTE, models.isNet().isPresent() ? MATTE : 0);
        work.put(Stage.PROMPT, PROMPT);
        work.put(Stage.LOWRES_ENCODE, 2 * ENCODE * megapixels);
        work.put(Stage.LOWRES_DENOISE, denoise(request, request.sampling().steps()) * megapixels);
        work.put(Stage.LOWRES_DECODE, images * DECODE * megapixels);
        Optional<HighresPass> highres = request.highres();
        highres.ifPresent(pass -> {
            double larger = size.highres(pass.scale()).pixels() / 1e6;
            work.put(Stage.HIGHRES_ENCODE, (images + conditions) * ENCODE * larger);
            work.put(Stage.HIGHRES_DENOISE, denoise(request, request.sampling().stepsRun(pass.denoise())) * larger);
            work.put(Stage.HIGHRES_DECODE, images * DECODE * larger);
        });
        return work;
    }

    private static double denoise(RelightRequest request, int steps) {
        int calls = Samplers.callsPerStep(request.sampling().method().sampler());
        double pictures = request.network().guidance(request.guidance()).predictionsPerStep()
                * request.batch().images();
        return steps * calls * pictures;
    }
}
