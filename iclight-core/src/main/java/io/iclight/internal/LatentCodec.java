package io.iclight.internal;

import com.google.common.collect.ImmutableList;
import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PixelDecoding;
import io.iclight.io.image.PixelRange;
import io.iclight.io.machine.ProcessMemory;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.models.vae.Autoencoder;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Turns pictures into the latents that diffusion works on, and back. Pictures go through the autoencoder one by one, small
 * ones two by two, so that memory does not grow with their number. The autoencoder needs more memory for large ones than the
 * UNet, but in larger pieces: what the C library still holds of the UNet's is given back before.
 */
public final class LatentCodec {

    private final Autoencoder autoencoder;
    private final LatentMemory memory;

    /**
     * Makes a codec.
     *
     * @param autoencoder borrowed
     * @param memory of what it has encoded
     */
    public LatentCodec(Autoencoder autoencoder, LatentMemory memory) {
        this.autoencoder = autoencoder;
        this.memory = memory;
    }

    /**
     * Encodes pictures: the mode of the autoencoder's distribution, times its scaling factor.
     *
     * @param images RGB, of one size
     * @return float32 {@code [images, 4, height / 8, width / 8]}, where the autoencoder computes, belonging to the caller
     */
    public Tensor encode(List<Image> images) {
        try (TensorScope scope = TensorScope.open()) {
            // Beside others they are rounded otherwise than alone, which must not depend on what was relit before.
            boolean sideBySide = autoencoder.encodesSideBySide(images.get(0).size());
            return scope.handOut(sideBySide ? encodeTogether(images) : joined(images, this::encodeOrRemember));
        }
    }

    private Tensor encodeOrRemember(Image image) {
        Optional<Tensor> known = memory.find(image);
        if (known.isPresent()) {
            return new Placement(autoencoder.placement().device(), ElementType.F32).move(known.get());
        }
        Tensor latents = encodeTogether(ImmutableList.of(image));
        memory.keep(image, latents);
        return latents;
    }

    private Tensor encodeTogether(List<Image> images) {
        try (TensorScope scope = TensorScope.open()) {
            makeRoom(images.get(0).size());
            Tensor pixels = joined(images, LatentCodec::pixels);
            return scope.handOut(inFloat32(autoencoder.encodeMode(pixels)).mul(scalingFactor()));
        }
    }

    private static Tensor pixels(Image image) {
        float[] planes = PixelRange.CENTERED_AT_127.planes(image);
        return TensorData.ofFloats(planes, 1, 3, image.height(), image.width());
    }

    private static <T> Tensor joined(List<T> parts, Function<T, Tensor> tensor) {
        TensorVector tensors = new TensorVector();
        parts.forEach(part -> tensors.push_back(tensor.apply(part)));
        return torch.cat(tensors, 0);
    }

    private void makeRoom(ImageSize size) {
        if (!autoencoder.isSmall(size)) {
            ProcessMemory.giveBack();
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
        int reduction = autoencoder.config().reduction();
        ImageSize size = new ImageSize((int) latents.size(3) * reduction, (int) latents.size(2) * reduction);
        ImmutableList.Builder<T> images = ImmutableList.builder();
        for (long i = 0; i < latents.size(0); i++) {
            try (TensorScope scope = TensorScope.open()) {
                makeRoom(size);
                Tensor planes = autoencoder.decode(latents.narrow(0, i, 1).div(scalingFactor()));
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
