package io.iclight.train.data;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PixelRange;
import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.WeightsException;
import io.iclight.light.Gradient;
import io.iclight.light.LightSide;
import io.iclight.models.vae.Autoencoder;
import io.iclight.train.optim.NamedTensors;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The latents of a {@link SceneFile}, scaled as diffusion has them, in float16: {@code found}, {@code lit} and {@code
 * backdrops} with the same axes, 4 channels and an eighth of the size; {@code matte [scenes, 1, h, w]}; {@code starts [4, 4, h,
 * w]}, the gradients that a relight starts from, by {@link LightSide}.
 */
public final class LatentFile {

    private static final List<String> PICTURES = List.of("found", "lit", "backdrops");

    /** What the last bits of float16, and another number of threads, may change in a latent of a few units. */
    private static final float ROUNDING = 0.02f;

    private LatentFile() {}

    /**
     * Encodes scenes.
     *
     * @param scenes a file of rendered scenes
     * @param autoencoder borrowed
     * @param file is made, or replaced; complete or not there
     */
    public static void encode(Path scenes, Autoencoder autoencoder, Path file) {
        try (SafetensorsFile source = SafetensorsFile.open(scenes);
                TensorScope scope = TensorScope.open()) {
            ImmutableMap.Builder<String, Tensor> latents = ImmutableMap.builder();
            for (String kind : PICTURES) {
                latents.put(kind, encoded(source.read(kind), autoencoder));
            }
            Tensor matte = source.read("matte").to(torch.ScalarType.Float).div(new Scalar(255));
            int reduction = autoencoder.config().reduction();
            latents.put("matte", half(torch.avg_pool2d(matte, reduction, reduction)));
            latents.put("starts", starts((int) matte.size(2), autoencoder));
            SafetensorsWriter.create()
                    .metadata(source.metadata())
                    .write(new NamedTensors(latents.buildOrThrow(), scenes + ", encoded"), file);
        }
    }

    /**
     * Looks at a file that is there already. The gradients in it are the same whatever its scenes are.
     *
     * @param autoencoder that it should be encoded by, borrowed
     * @param file of latents
     * @throws WeightsException if another encoded it
     */
    public static void requireOf(Autoencoder autoencoder, Path file) {
        try (SafetensorsFile source = SafetensorsFile.open(file);
                TensorScope scope = TensorScope.open()) {
            Tensor found = source.read("starts").to(torch.ScalarType.Float);
            int size = (int) found.size(3) * autoencoder.config().reduction();
            Tensor expected = starts(size, autoencoder).to(torch.ScalarType.Float);
            boolean alike = TensorData.shape(found).equals(TensorData.shape(expected))
                    && found.sub(expected).abs().max().item_float() < ROUNDING;
            if (!alike) {
                throw new WeightsException(file
                        + " was encoded by another autoencoder; delete it, or name another folder for the latents");
            }
        }
    }

    /** {@code [scenes, pictures, 3, size, size]} bytes to {@code [scenes, pictures, 4, h, w]}; a scene at a time. */
    private static Tensor encoded(Tensor bytes, Autoencoder autoencoder) {
        try (TensorScope scope = TensorScope.open()) {
            TensorVector latents = new TensorVector();
            for (long i = 0; i < bytes.size(0); i++) {
                // As IC-Light's demo does: 127 is the centre.
                Tensor pixels = bytes.select(0, i)
                        .to(torch.ScalarType.Float)
                        .div(new Scalar(127))
                        .sub(new Scalar(1));
                latents.push_back(half(scaled(pixels, autoencoder)).unsqueeze(0));
            }
            return scope.handOut(torch.cat(latents, 0));
        }
    }

    private static Tensor starts(int size, Autoencoder autoencoder) {
        try (TensorScope scope = TensorScope.open()) {
            TensorVector latents = new TensorVector();
            for (LightSide side : LightSide.values()) {
                Image gradient = Gradient.foregroundModel(side).render(new ImageSize(size, size));
                float[] planes = PixelRange.CENTERED_AT_127.planes(gradient);
                latents.push_back(half(scaled(TensorData.ofFloats(planes, 1, 3, size, size), autoencoder)));
            }
            return scope.handOut(torch.cat(latents, 0));
        }
    }

    private static Tensor scaled(Tensor pixels, Autoencoder autoencoder) {
        return autoencoder
                .encodeMode(pixels)
                .mul(new Scalar(autoencoder.config().scalingFactor()));
    }

    private static Tensor half(Tensor x) {
        return x.to(ElementType.F16.scalarType());
    }
}
