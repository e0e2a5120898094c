package io.iclight.models.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.iclight.io.tensor.TensorScope;
import io.iclight.models.layers.Attention;
import io.iclight.models.layers.AttentionKernel;
import io.iclight.models.layers.OwnThreads;
import io.iclight.models.layers.VectorKernels;
import java.nio.FloatBuffer;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attention against its definition in double precision. */
class VectorAttentionTest {

    private final Random random = new Random(1);

    @ParameterizedTest
    @CsvSource({
        "1, 1, 32, 64, 8, 1, 1",
        "2, 3, 37, 130, 40, 1, 1",
        "2, 3, 37, 130, 40, 2, 1",
        "1, 2, 64, 63, 160, 1, 1",
        // The lengths of queries and keys let their products be just below and just above what is known to be near 0.
        "1, 2, 64, 70, 40, 1, 5",
        "1, 2, 64, 70, 40, 1, 7",
        // Scores far apart, and below and above what a float's exponent holds.
        "1, 1, 33, 200, 16, 1, 30",
        "1, 1, 33, 200, 16, 3, 300",
    })
    void isTheDefinition(int batch, int heads, int queries, int keys, int width, int threads, float spread) {
        AttentionKernel.Shape shape = new AttentionKernel.Shape(batch, heads, queries, keys, width);
        AttentionKernel.Operands operands = new AttentionKernel.Operands(
                numbers(batch * queries * shape.channels(), spread),
                numbers(batch * keys * shape.channels(), 1),
                numbers(batch * keys * shape.channels(), 1),
                FloatBuffer.allocate(batch * queries * shape.channels()));

        new VectorAttention().attend(shape, operands, new OwnThreads(threads));

        // A score's own rounding is in proportion to the score.
        double tolerance = 2e-6 * spread;
        for (int i = 0; i < operands.product().capacity(); i++) {
            assertThat((double) operands.product().get(i))
                    .as("number %s", i)
                    .isCloseTo(defined(shape, operands, i), within(tolerance));
        }
    }

    /** A weight is a power of 2; what these scores are below 0 is near the most that an exponent can say, or twice it. */
    @ParameterizedTest
    @ValueSource(doubles = {-88.6, -88.73, -88.9, -89.06, -89.2, -266.3, -1e4})
    void scoresFarBelowZeroWeighAsMuchAsOthers(double score) {
        AttentionKernel.Shape shape = new AttentionKernel.Shape(1, 1, 32, 64, 8);
        AttentionKernel.Operands operands = new AttentionKernel.Operands(
                first(32, 1), first(64, (float) (score * Math.sqrt(8))), filled(64 * 8, 1), filled(32 * 8, 0));

        new VectorAttention().attend(shape, operands, new OwnThreads(1));

        for (int i = 0; i < operands.product().capacity(); i++) {
            assertThat(operands.product().get(i)).isCloseTo(1, within(1e-6f));
        }
    }

    /** As x86 makes it, with a sign. */
    @Test
    void whatIsNoNumberDoesNotBecomeOne() {
        AttentionKernel.Shape shape = new AttentionKernel.Shape(1, 1, 32, 64, 8);
        AttentionKernel.Operands operands = new AttentionKernel.Operands(
                first(32, Float.intBitsToFloat(0xFFC00000)), first(64, 1), filled(64 * 8, 1), filled(32 * 8, 0));

        new VectorAttention().attend(shape, operands, new OwnThreads(1));

        assertThat(operands.product().get(0)).isNaN();
    }

    @Test
    void aScoreOfMinusInfinityWeighsNothing() {
        AttentionKernel.Shape shape = new AttentionKernel.Shape(1, 1, 32, 64, 8);
        FloatBuffer keys = first(64, 0);
        keys.put(0, Float.NEGATIVE_INFINITY);
        FloatBuffer values = filled(64 * 8, 1);
        IntStream.range(0, 8).forEach(i -> values.put(i, 1e6f));
        AttentionKernel.Operands operands = new AttentionKernel.Operands(first(32, 1), keys, values, filled(32 * 8, 0));

        new VectorAttention().attend(shape, operands, new OwnThreads(1));

        assertThat(operands.product().get(0)).isCloseTo(1, within(1e-6f));
    }

    /** Tokens of eight channels, of which the first has a number and the others 0. */
    private static FloatBuffer first(int tokens, float number) {
        FloatBuffer numbers = filled(tokens * 8, 0);
        IntStream.range(0, tokens).forEach(i -> numbers.put(i * 8, number));
        return numbers;
    }

    private static FloatBuffer filled(int count, float number) {
        FloatBuffer numbers = FloatBuffer.allocate(count);
        IntStream.range(0, count).forEach(i -> numbers.put(i, number));
        return numbers;
    }

    private FloatBuffer numbers(int count, float spread) {
        FloatBuffer numbers = FloatBuffer.allocate(count);
        IntStream.range(0, count).forEach(i -> numbers.put(i, (float) random.nextGaussian() * spread));
        return numbers;
    }

    private static double defined(AttentionKernel.Shape shape, AttentionKernel.Operands operands, int index) {
        int token = index / shape.channels();
        int sample = token / shape.queries();
        int channel = index % shape.channels();
        int head = channel / shape.width() * shape.width();
        int[] rows = IntStream.range(0, shape.keys())
                .map(key -> (sample * shape.keys() + key) * shape.channels())
                .toArray();
        double[] scores = IntStream.of(rows)
                .mapToDouble(row -> IntStream.range(head, head + shape.width())
                                .mapToDouble(c -> (double) operands.query().get(token * shape.channels() + c)
                                        * operands.key().get(row + c))
                                .sum()
                        / Math.sqrt(shape.width()))
                .toArray();
        double greatest = IntStream.range(0, scores.length)
                .mapToDouble(i -> scores[i])
                .max()
                .orElseThrow();
        double sum = 0;
        double product = 0;
        for (int i = 0; i < scores.length; i++) {
            double weight = Math.exp(scores[i] - greatest);
            sum += weight;
            product += weight * operands.value().get(rows[i] + channel);
        }
        return product / sum;
    }

    @Test
    void attentionIsTheSameWithIt() {
        try (TensorScope scope = TensorScope.open()) {
            Tensor wide = torch.randn(2, 1030, 48);
            Tensor x = wide.narrow(2, 0, 16);
            Tensor heads = x.reshape(2, 1030, 2, 8).transpose(1, 2);
            Tensor expected = torch.scaled_dot_product_attention(heads, heads, heads)
                    .transpose(1, 2)
                    .reshape(2, 1030, 16);

            Tensor actual = new Attention(2, Attention.Mask.NONE).forward(x, x, x);

            assertThat(actual.sub(expected).abs().max().item_float()).isLessThan(1e-5f);
        }
    }

    @Test
    void leavesGradientsToLibtorch() {
        try (TensorScope scope = TensorScope.open()) {
            Tensor x = torch.randn(1, 1024, 16).set_requires_grad(true);

            Tensor product = new Attention(2, Attention.Mask.NONE).forward(x, x, x);

            assertThat(product.requires_grad()).isTrue();
        }
    }

    @Test
    void isFoundWhereTheJvmHasTheModule() {
        assertThat(VectorKernels.attention()).containsInstanceOf(VectorAttention.class);
    }
}
