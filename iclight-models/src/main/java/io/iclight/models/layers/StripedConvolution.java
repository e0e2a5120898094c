package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import java.util.Optional;
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
        forEachStrip(x, output, (padded, convolved, target) -> target.copy_(padded.forward(convolved)));
    }

    /**
     * Adds the output to something.
     *
     * @param x {@code [1, in, height, width]}, borrowed
     * @param sum {@code [1, out, height * scale, width * scale]}, changed
     */
    void add(Tensor x, Tensor sum) {
        forEachStrip(x, sum, (padded, convolved, target) -> padded.addTo(target, convolved));
    }

    /**
     * Computes the output in the place of the input, which has as many channels, and adds something to it.
     *
     * @param x {@code [1, out, height, width]}, overwritten
     * @param addend computes what is added, pixel by pixel
     * @param of {@code [1, other, height, width]}, what that is computed from; borrowed
     */
    void replace(Tensor x, Layer addend, Tensor of) {
        try (TensorScope scope = TensorScope.open()) {
            Conv2d padded = conv.ofPaddedRows(x);
            Optional<Runnable> writing = Optional.empty();
            for (Strip strip : Strip.of(x, scale)) {
                Tensor convolved = strip.convolved(x, before);
                // Only now: this strip had to see the last row of the one before.
                writing.ifPresent(Runnable::run);
                Tensor output = padded.addTo(addend.forward(strip.source(of)), convolved);
                convolved.close();
                writing = Optional.of(() -> {
                    strip.target(x).copy_(output);
                    output.close();
                });
            }
            writing.ifPresent(Runnable::run);
        }
    }

    private interface Step {
        void compute(Conv2d padded, Tensor convolved, Tensor target);
    }

    private void forEachStrip(Tensor x, Tensor output, Step step) {
        try (TensorScope scope = TensorScope.open()) {
            Conv2d padded = conv.ofPaddedRows(x);
            for (Strip strip : Strip.of(x, scale)) {
                try (TensorScope stripScope = TensorScope.open()) {
                    step.compute(padded, strip.convolved(x, before), strip.target(output));
                }
            }
        }
    }
}
