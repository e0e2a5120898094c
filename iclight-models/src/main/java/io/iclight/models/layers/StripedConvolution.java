package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import java.util.function.BiConsumer;
import org.bytedeco.pytorch.Tensor;

/**
 * A 3x3 convolution of something that is computed as it is needed, a strip at a time.
 *
 * @param conv the convolution, which keeps the size
 * @param scale how many times larger what is convolved is than what it is computed from
 * @param before computes it; no pixel of its output depends on more than one of its input
 */
record StripedConvolution(Conv2d conv, int scale, Layer before) {

    /**
     * Computes the output.
     *
     * @param x {@code [1, in, height, width]}, borrowed
     * @param output {@code [1, out, height * scale, width * scale]}, written
     */
    void write(Tensor x, Tensor output) {
        Conv2d padded = conv.ofPaddedRows();
        forEachStrip(x, output, (convolved, target) -> target.copy_(padded.forward(convolved)));
    }

    /**
     * Adds the output to something.
     *
     * @param x {@code [1, in, height, width]}, borrowed
     * @param sum {@code [1, out, height * scale, width * scale]}, changed
     */
    void add(Tensor x, Tensor sum) {
        Conv2d padded = conv.ofPaddedRows();
        forEachStrip(x, sum, (convolved, target) -> padded.addTo(target, convolved));
    }

    private void forEachStrip(Tensor x, Tensor output, BiConsumer<Tensor, Tensor> convolution) {
        for (Strip strip : Strip.of(x, scale)) {
            try (TensorScope scope = TensorScope.open()) {
                convolution.accept(strip.convolved(x, before), strip.target(output));
            }
        }
    }
}
