package io.iclight.parity.image;

import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PixelDecoding;
import io.iclight.io.image.PixelRange;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Samples on their way into a network and out of it. */
final class ImageRangeCases {

    private ImageRangeCases() {}

    private static boolean inBfloat16(ImageCase imageCase) {
        return imageCase.args().optional("dtype", imageCase.args()::string).isPresent();
    }

    static void toNetwork(ImageCase imageCase) {
        encode(imageCase, PixelRange.CENTERED_AT_127);
    }

    static void toForge(ImageCase imageCase) {
        encode(imageCase, PixelRange.UNIT);
    }

    private static void encode(ImageCase imageCase, PixelRange range) {
        Image image = imageCase.image("images");
        try (TensorScope scope = TensorScope.open()) {
            Tensor planes =
                    TensorData.ofFloats(range.planes(image), 1, image.channels(), image.height(), image.width());
            ElementType type = inBfloat16(imageCase) ? ElementType.BF16 : ElementType.F32;
            imageCase.report("tensor", planes.toType(type.scalarType()));
        }
    }

    static void fromNetwork(ImageCase imageCase) {
        List<FloatImage> tensor = imageCase.planes("tensor");
        ImageSize size = tensor.get(0).size();
        float[] planes = imageCase.floats("tensor");
        PixelDecoding decoding = inBfloat16(imageCase) ? PixelDecoding.BFLOAT16 : PixelDecoding.FLOAT32;
        imageCase.report("quant", decoding.image(planes, size));
        imageCase.report("plain", decoding.unit(planes, size));
        if (imageCase.outputs().contains("relight8")) {
            imageCase.report("relight8", decoding.unit(planes, size).quantized());
        }
    }
}
