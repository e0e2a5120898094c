package io.iclight.parity.image;

import io.iclight.io.image.CenterCrop;
import io.iclight.io.image.FloatImage;
import io.iclight.io.image.GaussianBlur;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.OpenCvInterpolation;
import io.iclight.io.image.PillowFilter;
import io.iclight.io.image.TorchInterpolation;
import java.util.List;
import java.util.Locale;

/** Images brought to other sizes, and blurred. */
final class ImageResizeCases {

    private ImageResizeCases() {}

    static void pillow(ImageCase imageCase) {
        Image image = imageCase.image("image");
        ImageSize target = imageCase.size("width", "height");
        for (String filter : imageCase.outputs()) {
            imageCase.report(
                    filter,
                    PillowFilter.valueOf(filter.toUpperCase(Locale.ROOT)).resize(image, target));
        }
    }

    static void centerCrop(ImageCase imageCase) {
        ImageSize target = imageCase.size("target_width", "target_height");
        imageCase.report("result", CenterCrop.LANCZOS.resize(imageCase.image("image"), target));
    }

    static void withoutCrop(ImageCase imageCase) {
        ImageSize target = imageCase.size("target_width", "target_height");
        imageCase.report("result", PillowFilter.LANCZOS.resize(imageCase.image("image"), target));
    }

    static void interpolate(ImageCase imageCase) {
        ImageSize target = imageCase.size("width", "height");
        List<FloatImage> planes = imageCase.planes("tensor");
        for (String mode : imageCase.outputs()) {
            TorchInterpolation interpolation = TorchInterpolation.valueOf(mode.toUpperCase(Locale.ROOT));
            imageCase.reportPlanes(
                    mode,
                    planes.stream()
                            .map(plane -> interpolation.stretch(plane, target))
                            .toList(),
                    "tensor");
        }
    }

    static void openCv(ImageCase imageCase) {
        ImageSize target = imageCase.size("width", "height");
        for (String mode : imageCase.outputs()) {
            OpenCvInterpolation interpolation = OpenCvInterpolation.valueOf(mode.toUpperCase(Locale.ROOT));
            imageCase.report(mode, interpolation.resize(imageCase.image("image"), target));
        }
    }

    static void openCvBlur(ImageCase imageCase) {
        for (long size : imageCase.args().integers("ksize")) {
            imageCase.report("blur_" + size, GaussianBlur.openCv((int) size).blur(imageCase.floatImage("image")));
        }
    }

    static void highresSize(ImageCase imageCase) {
        int[] widths = imageCase.ints("image_width");
        double[] scales = imageCase.doubles("highres_scale");
        int[] targets = new int[widths.length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = new ImageSize(widths[i], widths[i]).highres(scales[i]).width();
        }
        imageCase.report("target_width", targets);
    }
}
