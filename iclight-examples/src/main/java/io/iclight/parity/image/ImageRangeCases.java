package io.iclight.parity.image;

import com.google.common.primitives.Floats;
import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PixelDecoding;
import io.iclight.io.image.PixelRange;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.parity.cases.UnknownCaseException;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Samples on their way into a network and out of it. */
final class ImageRangeCases {

    private ImageRangeCases() {}

    private static ElementType type(ImageCase imageCase) {
        String dtype =
                imageCase.args().optional("dtype", imageCase.args()::string).orElse("float32");
        return switch (dtype) {
            case "bfloat16" -> ElementType.BF16;
            case "float16" -> ElementType.F16;
            case "float32" -> ElementType.F32;
            default -> throw new UnknownCaseException(imageCase + ": no samples of " + dtype + " are known");
        };
    }

    static void toNetwork(ImageCase imageCase) {
        encode(imageCase, PixelRange.CENTERED_AT_127);
    }

    static void toForge(ImageCase imageCase) {
        encode(imageCase, PixelRange.UNIT);
    }

    private static void encode(ImageCase imageCase, PixelRange range) {
        List<Image> images = imageCase.images("images");
        Image first = images.get(0);
        try (TensorScope scope = TensorScope.open()) {
            Tensor planes = TensorData.ofFloats(
                    Floats.concat(images.stream().map(range::planes).toArray(float[][]::new)),
                    images.size(),
                    first.channels(),
                    first.height(),
                    first.width());
            imageCase.report("tensor", planes.toType(type(imageCase).scalarType()));
        }
    }

    static void fromNetwork(ImageCase imageCase) {
        List<FloatImage> tensor = imageCase.planes("tensor");
        ImageSize size = tensor.get(0).size();
        float[] planes = imageCase.floats("tensor");
        PixelDecoding decoding = switch (type(imageCase)) {
            case BF16 -> PixelDecoding.BFLOAT16;
            case F32 -> PixelDecoding.FLOAT32;
            default -> throw new UnknownCaseException(imageCase + ": pixels of float16 are not made");
        };
        imageCase.report("quant", decoding.image(planes, size));
        imageCase.report("plain", decoding.unit(planes, size));
        imageCase.report("relight8", decoding.unit(planes, size).quantized());
    }
}
