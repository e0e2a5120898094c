package io.iclight.parity;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.iclight.internal.RelightModels;
import io.iclight.internal.Scene;
import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.Matte;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.normals.DemoNormals;
import io.iclight.normals.FourLights;
import io.iclight.request.RelightRequest;
import org.bytedeco.pytorch.Tensor;

/** {@code gradio_demo_bg.py}, {@code process_normal}: four relights with the same noise, merged to normals. */
final class NormalDemo {

    private NormalDemo() {}

    static void report(ParityCase parityCase, RelightModels models, Findings findings) {
        Image photo = CaseImages.of(parityCase.tensor("input_fg")).get(0);
        Matte matte = matte(parityCase, photo.size());
        Image foreground = matte.onGrey(photo, parityCase.args().int32("rmbg_sigma"));
        findings.report("matted_fg", CaseImages.single(foreground));
        FourLights lights = new FourLights(
                relit("Left Light", foreground, parityCase, models),
                relit("Right Light", foreground, parityCase, models),
                relit("Bottom Light", foreground, parityCase, models),
                relit("Top Light", foreground, parityCase, models));
        findings.report("process.left", tensor(lights.left()));
        DemoNormals normals = DemoNormals.of(lights, matte);
        ImmutableMap.<String, Image>builder()
                .put("normal", normals.normal())
                .put("left", normals.ratioLeft())
                .put("right", normals.ratioRight())
                .put("bottom", normals.ratioBottom())
                .put("top", normals.ratioTop())
                .put("raw_left", normals.left())
                .put("raw_right", normals.right())
                .put("raw_bottom", normals.bottom())
                .put("raw_top", normals.top())
                .buildOrThrow()
                .forEach((output, image) -> findings.report(output, CaseImages.single(image)));
    }

    private static Matte matte(ParityCase parityCase, ImageSize size) {
        return Matte.of(FloatImage.of(size, 1, TensorData.floats(parityCase.tensor("alpha"))));
    }

    private static FloatImage relit(String source, Image foreground, ParityCase parityCase, RelightModels models) {
        try (TensorScope scope = TensorScope.open()) {
            RelightRequest request = DemoRequest.builder(parityCase).images(1).build();
            Image background = BackgroundDemo.map(parityCase, source, request);
            Scene scene = Scene.backgroundConditioned(foreground, background);
            ImmutableList<FloatImage> images = PipelineRun.unit(parityCase, models, request, scene);
            return images.get(0);
        }
    }

    private static Tensor tensor(FloatImage image) {
        ImageSize size = image.size();
        return TensorData.ofFloats(image.values(), size.height(), size.width(), image.channels());
    }
}
