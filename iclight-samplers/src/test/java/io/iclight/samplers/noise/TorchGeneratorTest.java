package io.iclight.samplers.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.iclight.samplers.internal.NativeScope;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorchGeneratorTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 12345, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void sameSeedMakesSameNoise(long seed) {
        assertThat(new TorchGenerator(seed).draw(1, 4, 9, 7)).isEqualTo(new TorchGenerator(seed).draw(252));
    }

    @Test
    void onlyTheLower32BitsOfASeedCount() {
        assertThat(new TorchGenerator((7L << 32) + 5).draw(20)).isEqualTo(new TorchGenerator(5).draw(20));
        assertThat(new TorchGenerator(6).draw(20)).isNotEqualTo(new TorchGenerator(5).draw(20));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 20480})
    void drawsAsManyValuesAsTheShapeHas(int count) {
        assertThat(new TorchGenerator(3).draw(count)).hasSize(count);
    }

    @Test
    void normalValuesHaveTheMomentsOfTheNormalDistribution() {
        float[] values = new TorchGenerator(99).draw(200_000);
        double mean = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .average()
                .orElseThrow();
        double square = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i] * values[i])
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0, within(0.01));
        assertThat(square).isCloseTo(1, within(0.02));
    }

    @Test
    void uniformValuesAreTheSameInOneDrawAndInPieces() {
        TorchGenerator pieces = new TorchGenerator(8);
        double[] first = pieces.drawUniform(Precision.FLOAT, 7);
        double[] rest = pieces.drawUniform(Precision.FLOAT, 23);
        double[] whole = new TorchGenerator(8).drawUniform(Precision.FLOAT, 30);
        assertThat(Arrays.copyOfRange(whole, 0, 7)).isEqualTo(first);
        assertThat(Arrays.copyOfRange(whole, 7, 30)).isEqualTo(rest);
        assertThat(Arrays.stream(whole)).allMatch(value -> value >= 0 && value < 1);
    }

    @Test
    void fewNormalValuesAreTheSameInOneDrawAndInPieces() {
        TorchGenerator pieces = new TorchGenerator(8);
        float[] first = pieces.draw(3);
        float[] rest = pieces.draw(4);
        float[] whole = new TorchGenerator(8).draw(7);
        assertThat(Arrays.copyOfRange(whole, 0, 3)).isEqualTo(first);
        assertThat(Arrays.copyOfRange(whole, 3, 7)).isEqualTo(rest);
    }

    @Test
    void halvesAreMultiplesOfTheirLastBit() {
        assertThat(Arrays.stream(new TorchGenerator(1).drawNormal(Precision.HALF, 64)))
                .allMatch(value -> Precision.HALF.round(value) == value);
        assertThat(Precision.HALF.round(1 + 0x1p-11)).isEqualTo(1);
        assertThat(Precision.HALF.round(1 + 3 * 0x1p-11)).isEqualTo(1 + 0x1p-9);
        assertThat(Precision.HALF.round(0x1p-25)).isZero();
    }

    /** Of short numbers, versions of libtorch differ in which parts of a formula they round: by a last bit, at 1 to 4. */
    @ParameterizedTest
    @CsvSource({"BFLOAT16, BFloat16, 0x1p-6", "HALF, Half, 0x1p-9", "FLOAT, Float, 1e-6", "DOUBLE, Double, 1e-15"})
    void drawsWhatLibtorchDraws(Precision precision, ScalarType type, double tolerance) {
        for (int count : new int[] {5, 16, 40}) {
            try (NativeScope scope = NativeScope.open()) {
                torch.manual_seed(77);
                Tensor drawn = torch.randn(new long[] {count}, new TensorOptions(type));
                assertThat(new TorchGenerator(77).drawNormal(precision, count))
                        .as("%s values", count)
                        .containsExactly(values(drawn), within(tolerance));
            }
        }
    }

    private static double[] values(Tensor tensor) {
        double[] values = new double[(int) tensor.numel()];
        tensor.to(ScalarType.Double).data_ptr_double().get(values);
        return values;
    }

    @Test
    void integersStayInTheirRange() {
        assertThat(Arrays.stream(new TorchGenerator(4).drawIntegers(-3, 2, 1000)))
                .contains(-3L, 1L)
                .allMatch(i -> i >= -3 && i < 2);
        assertThat(Arrays.stream(new TorchGenerator(4).drawIntegers(Long.MIN_VALUE, Long.MAX_VALUE, 100)))
                .anyMatch(i -> i < 0)
                .anyMatch(i -> i > 0);
    }

    @Test
    void permutationsHoldEveryNumberOnce() {
        int[] permutation = new TorchGenerator(4).drawPermutation(100);
        assertThat(permutation).doesNotHaveDuplicates().hasSize(100);
        assertThat(Arrays.stream(permutation)).allMatch(i -> i >= 0 && i < 100);
    }

    @Test
    void impossibleShapesAndRangesAreRefused() {
        TorchGenerator generator = new TorchGenerator(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> generator.draw(1, -4))
                .withMessageContaining("[1, -4]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> generator.draw(1 << 16, 1 << 16))
                .withMessageContaining("2^31");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> generator.drawIntegers(5, 5, 1))
                .withMessageContaining("low 5, high 5");
    }
}
