package io.iclight.parity.image;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Floats;
import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PixelFormat;
import io.iclight.io.json.JsonObject;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/** A case whose tensors are images. */
final class ImageCase {

    private final ParityCase parityCase;
    private final Findings findings;

    ImageCase(ParityCase parityCase, Findings findings) {
        this.parityCase = parityCase;
        this.findings = findings;
    }

    JsonObject args() {
        return parityCase.args();
    }

    List<String> outputs() {
        return parityCase.outputs();
    }

    boolean has(String tensor) {
        return parityCase.hasTensor(tensor);
    }

    /** The size that {@code args} has under two names. */
    ImageSize size(String width, String height) {
        return new ImageSize(args().int32(width), args().int32(height));
    }

    /** The last three axes of a tensor, or two for a grey image: height, width, channels. */
    private static int[] imageAxes(ImmutableLongArray shape) {
        int[] axes = shape.stream().mapToInt(Math::toIntExact).toArray();
        return axes.length == 2
                ? new int[] {axes[0], axes[1], 1}
                : Arrays.copyOfRange(axes, axes.length - 3, axes.length);
    }

    /** An 8-bit image: {@code [H, W]}, {@code [H, W, C]}, or {@code [1, H, W, C]}. */
    Image image(String tensor) {
        return images(tensor).get(0);
    }

    /** A batch of 8-bit images: {@code [B, H, W, C]}. */
    ImmutableList<Image> images(String tensor) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor read = parityCase.tensor(tensor);
            int[] axes = imageAxes(TensorData.shape(read));
            ImageSize size = new ImageSize(axes[1], axes[0]);
            byte[] batch = TensorData.bytes(read);
            int length = (int) size.pixels() * axes[2];
            return IntStream.iterate(0, begin -> begin < batch.length, begin -> begin + length)
                    .mapToObj(begin -> Arrays.copyOfRange(batch, begin, begin + length))
                    .map(samples -> Image.of(size, PixelFormat.ofChannels(axes[2]), samples))
                    .collect(ImmutableList.toImmutableList());
        }
    }

    /** A float image: {@code [H, W, C]}, or {@code [1, H, W, C]}. */
    FloatImage floatImage(String tensor) {
        return floatImages(tensor).get(0);
    }

    /** A batch of float images: {@code [B, H, W, C]}. */
    ImmutableList<FloatImage> floatImages(String tensor) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor read = parityCase.tensor(tensor);
            int[] axes = imageAxes(TensorData.shape(read));
            return split(TensorData.floats(read), new ImageSize(axes[1], axes[0]), axes[2]);
        }
    }

    /** All planes of {@code [B, H, W]} or {@code [B, C, H, W]}, each an image of one channel. */
    ImmutableList<FloatImage> planes(String tensor) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor read = parityCase.tensor(tensor);
            ImmutableLongArray shape = TensorData.shape(read);
            ImageSize size = new ImageSize((int) shape.get(shape.length() - 1), (int) shape.get(shape.length() - 2));
            return split(TensorData.floats(read), size, 1);
        }
    }

    /** Masks of {@code [B, H, W]} or {@code [B, H, W, 1]}. */
    ImmutableList<FloatImage> masks(String tensor) {
        try (TensorScope scope = TensorScope.open()) {
            return parityCase.tensor(tensor).dim() == 4 ? floatImages(tensor) : planes(tensor);
        }
    }

    private static ImmutableList<FloatImage> split(float[] batch, ImageSize size, int channels) {
        int length = (int) size.pixels() * channels;
        ImmutableList.Builder<FloatImage> images = ImmutableList.builder();
        for (int begin = 0; begin < batch.length; begin += length) {
            images.add(FloatImage.of(size, channels, Arrays.copyOfRange(batch, begin, begin + length)));
        }
        return images.build();
    }

    float[] floats(String tensor) {
        try (TensorScope scope = TensorScope.open()) {
            return TensorData.floats(parityCase.tensor(tensor));
        }
    }

    double[] doubles(String tensor) {
        try (TensorScope scope = TensorScope.open()) {
            return TensorData.doubles(parityCase.tensor(tensor));
        }
    }

    int[] ints(String tensor) {
        try (TensorScope scope = TensorScope.open()) {
            return Arrays.stream(TensorData.longs(parityCase.tensor(tensor)))
                    .mapToInt(Math::toIntExact)
                    .toArray();
        }
    }

    void report(String output, Image got) {
        try (TensorScope scope = TensorScope.open()) {
            long[] shape = got.format() == PixelFormat.GREY
                    ? new long[] {got.height(), got.width()}
                    : new long[] {got.height(), got.width(), got.channels()};
            findings.report(output, TensorData.ofBytes(got.samples(), shape));
        }
    }

    /** Reports an output {@code [H, W, C]}. */
    void report(String output, FloatImage got) {
        report(output, got.values(), got.size().height(), got.size().width(), got.channels());
    }

    /** Reports an output {@code [B, H, W, C]}. */
    void report(String output, List<FloatImage> got) {
        FloatImage first = got.get(0);
        report(
                output,
                join(got),
                got.size(),
                first.size().height(),
                first.size().width(),
                first.channels());
    }

    private static float[] join(List<FloatImage> images) {
        return Floats.concat(images.stream().map(FloatImage::values).toArray(float[][]::new));
    }

    private void report(String output, float[] got, long... shape) {
        try (TensorScope scope = TensorScope.open()) {
            report(output, TensorData.ofFloats(got, shape));
        }
    }

    void report(String output, Tensor got) {
        findings.report(output, got);
    }

    /** Reports an output {@code [B, C, H, W]} by its planes, of as many images as an input of the same axes has. */
    void reportPlanes(String output, List<FloatImage> got, String input) {
        ImageSize size = got.get(0).size();
        long images = count(input);
        report(output, join(got), images, got.size() / images, size.height(), size.width());
    }

    /** How many images an input {@code [B, ...]} of four axes has. */
    private long count(String input) {
        try (TensorScope scope = TensorScope.open()) {
            return parityCase.tensor(input).size(0);
        }
    }

    void report(String output, int[] got) {
        findings.report(output, Arrays.stream(got).asDoubleStream().toArray(), got.length);
    }

    @Override
    public String toString() {
        return parityCase.toString();
    }
}
