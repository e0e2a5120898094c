package io.iclight.parity.pipeline;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.iclight.internal.RelightModels;
import io.iclight.internal.RequestedScene;
import io.iclight.internal.Scene;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.light.LightSide;
import io.iclight.light.LightSource;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import io.iclight.request.Background;
import io.iclight.request.RelightRequest;

/** {@code gradio_demo_bg.py}: the background-conditioned model. */
final class BackgroundDemo {

    private static final ImmutableMap<String, LightSource> LIGHTS = ImmutableMap.of(
            "Left Light", LightSide.LEFT,
            "Right Light", LightSide.RIGHT,
            "Top Light", LightSide.TOP,
            "Bottom Light", LightSide.BOTTOM,
            "Ambient", LightSource.AMBIENT);

    private BackgroundDemo() {}

    static void report(ParityCase parityCase, RelightModels models, Findings findings) {
        RelightRequest request = request(parityCase);
        Image foreground = CaseImages.of(parityCase.tensor("input_fg")).get(0);
        Scene scene = new RequestedScene(IcLightModel.FBC, request).around(foreground);
        new PipelineRun(parityCase, models, request, scene, findings).report(PipelineRun.Decoding.UNIT);
        ImageSize last =
                request.lowres().size().highres(DemoRequest.highres(parityCase).scale());
        ImmutableList<Image> extra = scene.conditions(last);
        findings.report("extra.fg", CaseImages.single(extra.get(0)));
        findings.report("extra.bg", CaseImages.single(extra.get(1)));
    }

    private static RelightRequest request(ParityCase parityCase) {
        RelightRequest.Builder request = DemoRequest.builder(parityCase);
        Background given =
                Background.of(CaseImages.of(parityCase.tensor("input_bg")).get(0));
        String source = parityCase.args().string("bg_source");
        return switch (source) {
            case "Use Background Image" -> request.background(given).build();
            case "Use Flipped Background Image" ->
                request.background(given.mirror()).build();
            default ->
                request.light(DemoRequest.known(parityCase, LIGHTS, source)).build();
        };
    }
}
