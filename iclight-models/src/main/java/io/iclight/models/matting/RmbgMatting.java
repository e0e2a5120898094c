package io.iclight.models.matting;

import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.Matte;
import io.iclight.io.image.PillowFilter;
import io.iclight.io.image.PixelRange;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;

/**
 * Matting as IC-Light's demos have it ({@code run_rmbg}): the photograph is resized to what the network was trained on,
 * the network looks at it, and its answer is resized back.
 *
 * @param network RMBG-1.4 or another of its form, borrowed
 */
public record RmbgMatting(IsNet network) implements Matting {

    /** Checks the component. */
    public RmbgMatting {
        Objects.requireNonNull(network, "network");
        if (network.config().inChannels() != 3 || network.config().outChannels() != 1) {
            throw new IllegalArgumentException(
                    "matting needs a network of 3 channels in and 1 out, got " + network.config());
        }
    }

    @Override
    public Matte matte(Image photo) {
        ImageSize size = network.config().photoSize().of(photo.size());
        Image resized = PillowFilter.LANCZOS.resize(photo.toRgb(), size);
        try (TensorScope scope = TensorScope.open()) {
            float[] planes = PixelRange.CENTERED_AT_127.planes(resized);
            Tensor pixels = TensorData.ofFloats(planes, 1, 3, size.height(), size.width());
            float[] answer = TensorData.floats(network.forward(pixels));
            return Matte.ofNetwork(FloatImage.of(size, 1, answer), photo.size());
        }
    }
}
