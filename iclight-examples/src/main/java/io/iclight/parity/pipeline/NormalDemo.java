package io.iclight.parity.pipeline;

import com.google.common.collect.ImmutableMap;
import io.iclight.internal.FourRelights;
import io.iclight.internal.RelightModels;
import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.Matte;
import io.iclight.io.tensor.TensorData;
import io.iclight.normals.FourLights;
import io.iclight.normals.Normals;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import io.iclight.progress.Cancellation;
import io.iclight.progress.ProgressListener;
import io.iclight.progress.RunProgress;
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
        // The demo asks for one picture whatever the number of samples is.
        RelightRequest request = DemoRequest.builder(parityCase).images(1).build();
        FourLights lights = new FourRelights(
                        models,
                        request,
                        foreground,
                        () -> new CaseNoise(parityCase),
                        new RunProgress(ImmutableMap.of(), ProgressListener.NONE, new Cancellation()))
                .run();
        findings.report("process.left", tensor(lights.left()));
        Normals normals = Normals.of(lights, matte);
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

    private static Tensor tensor(FloatImage image) {
        ImageSize size = image.size();
        return TensorData.ofFloats(image.values(), size.height(), size.width(), image.channels());
    }
}
