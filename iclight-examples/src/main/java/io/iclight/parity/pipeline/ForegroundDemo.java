package io.iclight.parity.pipeline;

import com.google.common.collect.ImmutableMap;
import io.iclight.internal.RelightModels;
import io.iclight.internal.RequestedScene;
import io.iclight.internal.Scene;
import io.iclight.io.image.Image;
import io.iclight.light.LightSide;
import io.iclight.light.LightSource;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import io.iclight.request.RelightRequest;

/** {@code gradio_demo.py}: the text-conditioned model. */
final class ForegroundDemo {

    private static final ImmutableMap<String, LightSource> LIGHTS = ImmutableMap.of(
            "None", LightSource.NONE,
            "Left Light", LightSide.LEFT,
            "Right Light", LightSide.RIGHT,
            "Top Light", LightSide.TOP,
            "Bottom Light", LightSide.BOTTOM);

    private ForegroundDemo() {}

    static void report(ParityCase parityCase, RelightModels models, Findings findings) {
        String source = parityCase.args().string("bg_source");
        RelightRequest request = DemoRequest.builder(parityCase)
                .lowresDenoise(parityCase.args().number("lowres_denoise"))
                .light(DemoRequest.known(parityCase, LIGHTS, source))
                .build();
        Image foreground = CaseImages.of(parityCase.tensor("input_fg")).get(0);
        Scene scene = new RequestedScene(IcLightModel.FC, request).around(foreground);
        new PipelineRun(parityCase, models, request, scene, findings).report(PipelineRun.Decoding.PIXELS);
    }
}
