package io.iclight.parity.pipeline;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PixelFormat;
import io.iclight.io.tensor.TensorData;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/** Pictures as cases hold them: uint8, {@code [height, width, channels]}, or a batch of those. */
final class CaseImages {

    private CaseImages() {}

    static ImmutableList<Image> of(Tensor pixels) {
        ImmutableLongArray shape = TensorData.shape(pixels);
        int axes = shape.length();
        ImageSize size = new ImageSize((int) shape.get(axes - 2), (int) shape.get(axes - 3));
        PixelFormat format = PixelFormat.ofChannels((int) shape.get(axes - 1));
        byte[] all = TensorData.bytes(pixels);
        int bytes = Math.toIntExact(size.pixels()) * format.channels();
        ImmutableList.Builder<Image> images = ImmutableList.builder();
        for (int begin = 0; begin < all.length; begin += bytes) {
            images.add(Image.of(size, format, Arrays.copyOfRange(all, begin, begin + bytes)));
        }
        return images.build();
    }

    /** Lays pictures of one size and format side by side as a batch. */
    static Tensor batch(ImmutableList<Image> images) {
        Image first = images.get(0);
        byte[] all = new byte[images.size() * first.samples().length];
        for (int i = 0; i < images.size(); i++) {
            byte[] samples = images.get(i).samples();
            System.arraycopy(samples, 0, all, i * samples.length, samples.length);
        }
        return TensorData.ofBytes(all, images.size(), first.height(), first.width(), first.channels());
    }

    static Tensor single(Image image) {
        return TensorData.ofBytes(image.samples(), image.height(), image.width(), image.channels());
    }
}
