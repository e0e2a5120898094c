package io.iclight.models.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.iclight.models.layers.ConvolutionKernel;
import io.iclight.models.layers.VectorKernels;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolution in vectors against its definition in double precision. */
class VectorConvolutionTest {

    private final Random random = new Random(1);

    @ParameterizedTest
    @CsvSource({
        // As many tiles as registers hold, fewer, more, and parts of tiles.
        "1, 64, 64, 8, 12, 0, 1, false",
        "1, 64, 64, 3, 5, 0, 1, true",
        "2, 128, 64, 9, 14, 0, 1, false",
        "2, 128, 64, 9, 14, 0, 3, true",
        // With rows above and below.
        "2, 64, 64, 9, 14, 1, 1, true",
        // More tiles, and more channels, than are transformed at once.
        "1, 64, 128, 40, 28, 0, 1, true",
        "1, 640, 64, 16, 32, 0, 1, false",
    })
    void isTheDefinition(int batch, int in, int out, int height, int width, int margin, int threads, boolean adds) {
        ConvolutionKernel.Shape shape = new ConvolutionKernel.Shape(batch, in, out, height, width, margin);
        FloatBuffer input = numbers(batch * (height + 2 * margin) * width * in);
        FloatBuffer output = numbers(batch * height * width * out);
        FloatBuffer before = FloatBuffer.wrap(output.array().clone());
        ConvolutionKernel.Operands operands = new ConvolutionKernel.Operands(
                input, numbers(out * in * 9), numbers(out), adds ? Optional.of(output) : Optional.empty(), output);

        new VectorConvolution().convolve(shape, operands, threads);

        double error = 0;
        double norm = 0;
        for (int i = 0; i < output.capacity(); i++) {
            double expected = defined(shape, operands, i) + (adds ? before.get(i) : 0);
            error += Math.pow(output.get(i) - expected, 2);
            norm += Math.pow(expected, 2);
        }
        assertThat(Math.sqrt(error / norm)).isLessThan(1e-5);
    }

    private FloatBuffer numbers(int count) {
        FloatBuffer numbers = FloatBuffer.allocate(count);
        IntStream.range(0, count).forEach(i -> numbers.put(i, (float) random.nextGaussian()));
        return numbers;
    }

    private static double defined(ConvolutionKernel.Shape shape, ConvolutionKernel.Operands operands, int index) {
        int out = index % shape.out();
        int x = index / shape.out() % shape.width();
        int y = index / shape.out() / shape.width() % shape.height();
        int map = index / shape.out() / shape.width() / shape.height();
        int rows = shape.height() + 2 * shape.margin();
        double sum = operands.bias().get(out);
        for (int tap = 0; tap < 9; tap++) {
            int row = y + tap / 3 - 1 + shape.margin();
            int column = x + tap % 3 - 1;
            if (row >= 0 && row < rows && column >= 0 && column < shape.width()) {
                int pixel = (map * rows + row) * shape.width() + column;
                for (int in = 0; in < shape.in(); in++) {
                    double kernel = operands.weight()
                            .get((((out / 64 * shape.in() + in) * 4 + out % 64 / 16) * 9 + tap) * 16 + out % 16);
                    sum += kernel * operands.input().get(pixel * shape.in() + in);
                }
            }
        }
        return sum;
    }

    @Test
    void theJvmHasIt() {
        assertThat(VectorKernels.convolution()).containsInstanceOf(VectorConvolution.class);
    }
}
