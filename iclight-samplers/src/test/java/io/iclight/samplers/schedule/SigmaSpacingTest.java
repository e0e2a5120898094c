package io.iclight.samplers.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.ImmutableDoubleArray;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SigmaSpacingTest {

    private static final SigmaRange RANGE = new SigmaRange(0.03, 14.6);

    static Stream<SigmaSpacing> spacings() {
        return Stream.of(
                Karras.DEFAULT,
                new Karras(0.5),
                new Exponential(),
                new LuLambdas(),
                new Polyexponential(2),
                BetaDistribution.DEFAULT,
                new BetaDistribution(3, 0.2));
    }

    @ParameterizedTest
    @MethodSource("spacings")
    void sigmasFallFromOneEndToTheOther(SigmaSpacing spacing) {
        for (int steps : new int[] {2, 3, 10, 101}) {
            ImmutableDoubleArray sigmas = spacing.sigmas(RANGE, steps);
            assertThat(sigmas.length()).isEqualTo(steps);
            assertThat(sigmas.get(0)).isCloseTo(RANGE.max(), within(1e-5));
            assertThat(sigmas.get(steps - 1)).isCloseTo(RANGE.min(), within(1e-5));
            for (int i = 1; i < steps; i++) {
                assertThat(sigmas.get(i)).isLessThan(sigmas.get(i - 1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("spacings")
    void aSingleStepBeginsAtTheNoisyEnd(SigmaSpacing spacing) {
        assertThat(spacing.sigmas(RANGE, 1).get(0)).isCloseTo(RANGE.max(), within(1e-5));
    }

    @ParameterizedTest
    @MethodSource("spacings")
    void noStepsAreRefused(SigmaSpacing spacing) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spacing.sigmas(RANGE, 0))
                .withMessageContaining("was 0");
    }

    @Test
    void polyexponentialWithPowerOneIsExponential() {
        ImmutableDoubleArray exponential = new Exponential().sigmas(RANGE, 20);
        ImmutableDoubleArray polyexponential = new Polyexponential(1).sigmas(RANGE, 20);
        for (int i = 0; i < 20; i++) {
            assertThat(polyexponential.get(i)).isCloseTo(exponential.get(i), within(1e-12));
        }
    }

    /** The arcsine distribution, the power distribution and its mirror have closed forms. */
    @ParameterizedTest
    @CsvSource({"0.0001", "0.01", "0.3", "0.5", "0.77", "0.999"})
    void quantilesAreExactWhereAFormulaIsKnown(double p) {
        double sine = Math.sin(Math.PI * p / 2);
        assertThat(new BetaDistribution(0.5, 0.5).quantile(p)).isCloseTo(sine * sine, within(1e-12));
        assertThat(new BetaDistribution(1, 1).quantile(p)).isCloseTo(p, within(1e-12));
        assertThat(new BetaDistribution(3.7, 1).quantile(p)).isCloseTo(Math.pow(p, 1 / 3.7), within(1e-12));
        assertThat(new BetaDistribution(1, 0.2).quantile(p)).isCloseTo(1 - Math.pow(1 - p, 5), within(1e-12));
    }

    @Test
    void quantilesAreSymmetricIfTheShapeIs() {
        for (double shape : new double[] {0.1, 0.6, 2, 40}) {
            BetaDistribution distribution = new BetaDistribution(shape, shape);
            assertThat(distribution.quantile(0.2)).isCloseTo(1 - distribution.quantile(0.8), within(1e-9));
        }
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.5723649429247001", "1, 0", "2, 0", "6, 4.787491742782046", "100, 359.1342053695754"})
    void logGammaIsThatOfFactorials(double x, double expected) {
        assertThat(LogGamma.of(x)).isCloseTo(expected, within(1e-12 * Math.max(1, expected)));
    }

    @Test
    void aTableIsItselfForItsOwnLengthAndKeepsItsEndsForOthers() {
        SigmaTable table = AlignYourSteps.Forge.SD;
        assertThat(table.sigmas(RANGE, 11)).isEqualTo(table.table());
        ImmutableDoubleArray twice = table.sigmas(RANGE, 21);
        for (int i = 0; i < 11; i++) {
            assertThat(twice.get(2 * i)).isCloseTo(table.table().get(i), within(1e-9));
        }
    }

    @Test
    void impossibleArgumentsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SigmaRange(2, 1))
                .withMessageContaining("sigma_min 2.0, sigma_max 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new SigmaRange(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Karras(0)).withMessageContaining("rho");
        assertThatIllegalArgumentException().isThrownBy(() -> new BetaDistribution(0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigmaTable.of(1, 2))
                .withMessageContaining("fall");
    }
}
