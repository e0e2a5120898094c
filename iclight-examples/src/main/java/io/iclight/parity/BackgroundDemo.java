package io.iclight.parity;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.iclight.internal.RelightModels;
import io.iclight.internal.Scene;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.light.Ambient;
import io.iclight.light.Gradient;
import io.iclight.light.LightMap;
import io.iclight.light.LightSide;
import io.iclight.request.RelightRequest;

/** {@code gradio_demo_bg.py}: the background-conditioned model. */
final class BackgroundDemo {

    private static final ImmutableMap<String, LightMap> MAPS = ImmutableMap.of(
            "Left Light", Gradient.backgroundModel(LightSide.LEFT),
            "Right Light", Gradient.backgroundModel(LightSide.RIGHT),
            "Top Light", Gradient.backgroundModel(LightSide.TOP),
            "Bottom Light", Gradient.backgroundModel(LightSide.BOTTOM),
            "Ambient", Ambient.BACKGROUND_MODEL);

    private BackgroundDemo() {}

    static void report(ParityCase parityCase, RelightModels models, Findings findings) {
        RelightRequest request = DemoRequest.builder(parityCase).build();
        Image foreground = CaseImages.of(parityCase.tensor("input_fg")).get(0);
        Scene scene = Scene.backgroundConditioned(foreground, background(parityCase, request));
        new PipelineRun(parityCase, models, request, scene, findings).report(PipelineRun.Decoding.UNIT);
        ImageSize last =
                request.lowres().size().highres(DemoRequest.highres(parityCase).scale());
        ImmutableList<Image> extra = scene.conditions(last);
        findings.report("extra.fg", CaseImages.single(extra.get(0)));
        findings.report("extra.bg", CaseImages.single(extra.get(1)));
    }

    private static Image background(ParityCase parityCase, RelightRequest request) {
        Image given = CaseImages.of(parityCase.tensor("input_bg")).get(0);
        String source = parityCase.args().string("bg_source");
        return switch (source) {
            case "Use Background Image" -> given;
            case "Use Flipped Background Image" -> given.flippedHorizontally();
            default -> map(parityCase, source, request);
        };
    }

    static Image map(ParityCase parityCase, String source, RelightRequest request) {
        return DemoRequest.known(parityCase, MAPS, source)
                .render(request.lowres().size());
    }
}
