package io.iclight.parity.image;

import io.iclight.detail.BackgroundScaler;
import io.iclight.detail.BlendMode;
import io.iclight.detail.BlendedDetail;
import io.iclight.detail.DifferenceOfGaussians;
import io.iclight.detail.ReinforcedForeground;
import io.iclight.io.image.FloatImage;
import io.iclight.io.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Detail, foregrounds and backgrounds around relighting. */
final class ImageDetailCases {

    private ImageDetailCases() {}

    static void comfy(ImageCase imageCase) {
        String mode = imageCase.args().string("mode");
        BlendMode blendMode = mode.equals("none") ? BlendMode.SOURCE : BlendMode.valueOf(mode.toUpperCase(Locale.ROOT));
        List<FloatImage> targets = imageCase.floatImages("target");
        List<FloatImage> sources = imageCase.floatImages("source");
        List<FloatImage> masks = imageCase.planes("mask");
        for (JsonObject run : imageCase.args().objects("runs")) {
            BlendedDetail detail = new BlendedDetail(blendMode, run.number("blur_sigma"), run.number("blend_factor"));
            List<FloatImage> results = new ArrayList<>();
            for (int i = 0; i < Math.max(targets.size(), sources.size()); i++) {
                FloatImage target = ofBatch(targets, i);
                FloatImage source = ofBatch(sources, i);
                results.add(
                        run.bool("mask")
                                ? detail.apply(target, source, ofBatch(masks, i))
                                : detail.apply(target, source));
            }
            imageCase.report(run.string("output"), results);
        }
    }

    /** One image goes with every image of the other batch. */
    private static FloatImage ofBatch(List<FloatImage> batch, int index) {
        return batch.get(batch.size() == 1 ? 0 : index);
    }

    static void forge(ImageCase imageCase) {
        for (long window : imageCase.args().integers("blur_radius")) {
            imageCase.report(
                    "blur_" + window,
                    new DifferenceOfGaussians((int) window)
                            .apply(imageCase.image("ic_light_image"), imageCase.image("original_image")));
        }
    }

    static void reinforcedForeground(ImageCase imageCase) {
        imageCase.report(
                "result", ReinforcedForeground.over(imageCase.image("lightmap"), imageCase.image("foreground")));
    }

    static void backgroundScaler(ImageCase imageCase) {
        List<FloatImage> images = imageCase.floatImages("image");
        List<FloatImage> masks = imageCase.masks("mask");
        for (JsonObject run : imageCase.args().objects("runs")) {
            BackgroundScaler scaler = new BackgroundScaler((float) run.number("scale"));
            List<FloatImage> results = new ArrayList<>();
            for (int i = 0; i < images.size(); i++) {
                FloatImage mask = ofBatch(masks, i);
                results.add(scaler.apply(images.get(i), run.bool("invert") ? mask.scaled(-1, 1) : mask));
            }
            imageCase.report(run.string("output"), results);
        }
    }
}
