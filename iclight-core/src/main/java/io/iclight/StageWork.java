package io.iclight;

import io.iclight.internal.RelightModels;
import io.iclight.io.image.ImageSize;
import io.iclight.light.LightSource;
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
 * prompt and picture of a megapixel; what else takes how long was measured at 512x512, and a picture that the autoencoder
 * cuts into tiles counts for as many pixels as are computed.
 */
final class StageWork {

    private static final double ENCODE = 1.2;
    private static final double DECODE = 2.4;

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
        double coded = coded(models, size);
        work.put(Stage.LOWRES_ENCODE, (conditions + starts(models, request)) * ENCODE * coded);
        work.put(Stage.LOWRES_DENOISE, denoise(request, request.sampling().steps()) * megapixels);
        work.put(Stage.LOWRES_DECODE, images * DECODE * coded);
        Optional<HighresPass> highres = request.highres();
        highres.ifPresent(pass -> {
            ImageSize larger = size.highres(pass.scale());
            double largerCoded = coded(models, larger);
            work.put(Stage.HIGHRES_ENCODE, (images + conditions) * ENCODE * largerCoded);
            work.put(
                    Stage.HIGHRES_DENOISE,
                    denoise(request, request.sampling().stepsRun(pass.denoise())) * larger.pixels() / 1e6);
            work.put(Stage.HIGHRES_DECODE, images * DECODE * largerCoded);
        });
        return work;
    }

    /** How many pictures the first pass starts from: a light, unless it stands behind the subject, or there is none. */
    private static int starts(RelightModels models, RelightRequest request) {
        boolean lit = !request.scene().light().equals(LightSource.NONE);
        boolean behind = request.scene().background().isPresent();
        return lit && (models.kind() == IcLightModel.FC || behind) ? 1 : 0;
    }

    /** In megapixels. */
    private static double coded(RelightModels models, ImageSize size) {
        return models.autoencoder().computedPixels(size) / 1e6;
    }

    private static double denoise(RelightRequest request, int steps) {
        int calls = Samplers.callsPerStep(request.sampling().method().sampler());
        double pictures = request.network().guidance(request.guidance()).predictionsPerStep()
                * request.batch().images();
        return steps * calls * pictures;
    }
}
