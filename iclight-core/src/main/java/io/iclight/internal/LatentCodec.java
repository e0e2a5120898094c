package io.iclight.internal;

import com.google.common.collect.ImmutableList;
import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PixelDecoding;
import io.iclight.io.image.PixelRange;
import io.iclight.io.machine.ProcessMemory;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.models.vae.Autoencoder;
import java.util.List;
import java.util.function.BiFunction;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Turns pictures into the latents that diffusion works on, and back. Pictures go through the autoencoder one by one, so
 * that memory does not grow with their number. The autoencoder needs more memory than the UNet, but in larger pieces: what
 * the C library still holds of the UNet's is given back before.
 */
public final class LatentCodec {

    private final Autoencoder autoencoder;

    /**
     * Makes a codec.
     *
     * @param autoencoder borrowed
     */
    public LatentCodec(Autoencoder autoencoder) {
        this.autoencoder = autoencoder;
    }

    /**
     * Encodes pictures: the mode of the autoencoder's distribution, times its scaling factor.
     *
     * @param images RGB, of one size
     * @return float32 {@code [images, 4, height / 8, width / 8]}, where the autoencoder computes, belonging to the caller
     */
    public Tensor encode(List<Image> images) {
        try (TensorScope scope = TensorScope.open()) {
            TensorVector latents = new TensorVector();
            for (Image image : images) {
                latents.push_back(encode(image));
            }
            return scope.handOut(torch.cat(latents, 0));
        }
    }

    private Tensor encode(Image image) {
        try (TensorScope scope = TensorScope.open()) {
            ProcessMemory.giveBack();
            float[] planes = PixelRange.CENTERED_AT_127.planes(image);
            Tensor pixels = TensorData.ofFloats(planes, 1, 3, image.height(), image.width());
            return scope.handOut(inFloat32(autoencoder.encodeMode(pixels)).mul(scalingFactor()));
        }
    }

    /**
     * Decodes latents to pixels.
     *
     * @param latents {@code [images, 4, height, width]}, scaled; borrowed
     * @return as many pictures, as much larger as the autoencoder makes them (SD1.5: 8 times)
     */
    public ImmutableList<Image> decode(Tensor latents) {
        return decode(latents, PixelDecoding.FLOAT32::image);
    }

    /**
     * Decodes latents and keeps the precision.
     *
     * @param latents {@code [images, 4, height, width]}, scaled; borrowed
     * @return as many pictures in [0, 1], as much larger as the autoencoder makes them (SD1.5: 8 times)
     */
    public ImmutableList<FloatImage> decodeUnit(Tensor latents) {
        return decode(latents, PixelDecoding.FLOAT32::unit);
    }

    private <T> ImmutableList<T> decode(Tensor latents, BiFunction<float[], ImageSize, T> pixels) {
        ImmutableList.Builder<T> images = ImmutableList.builder();
        for (long i = 0; i < latents.size(0); i++) {
            try (TensorScope scope = TensorScope.open()) {
                ProcessMemory.giveBack();
                Tensor planes = autoencoder.decode(latents.narrow(0, i, 1).div(scalingFactor()));
                ImageSize size = new ImageSize((int) planes.size(3), (int) planes.size(2));
                images.add(pixels.apply(TensorData.floats(planes), size));
            }
        }
        return images.build();
    }

    private static Tensor inFloat32(Tensor latents) {
        return latents.toType(ElementType.F32.scalarType());
    }

    private Scalar scalingFactor() {
        return new Scalar(autoencoder.config().scalingFactor());
    }
}
