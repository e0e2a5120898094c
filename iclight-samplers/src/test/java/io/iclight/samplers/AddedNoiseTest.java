package io.iclight.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What samplers do with noise: when they draw it, and that it has the right strength. */
@ExtendWith(NativeScopeExtension.class)
class AddedNoiseTest {

    private static final int STEPS = 6;

    static Stream<Arguments> draws() {
        return Stream.of(
                Arguments.of(new Euler(), 0),
                Arguments.of(new Euler(new Churn(0, Draws.EVERY_PREDICTION)), STEPS),
                Arguments.of(new Euler(new Churn(1, 1, 4, 1, Draws.WHERE_ADDED)), 1),
                Arguments.of(new Heun(), 0),
                Arguments.of(new EulerAncestral(Draws.EVERY_PREDICTION), STEPS),
                Arguments.of(new EulerAncestral(Draws.WHERE_ADDED), STEPS - 1),
                Arguments.of(new EulerAncestral(0, 1, Draws.WHERE_ADDED), STEPS - 1),
                Arguments.of(new Dpm2Ancestral(Draws.EVERY_PREDICTION), 2 * STEPS - 1),
                Arguments.of(new Dpm2Ancestral(Draws.WHERE_ADDED), STEPS - 1),
                Arguments.of(new Dpmpp2SAncestral(), STEPS - 1),
                Arguments.of(new DpmppSde(), 2 * (STEPS - 1)),
                Arguments.of(DpmSolverMultistep.dpmpp2M(), 0),
                Arguments.of(DpmSolverMultistep.dpmpp2MSde(), STEPS),
                Arguments.of(DpmSolverMultistep.dpmpp3MSde(), STEPS - 1),
                Arguments.of(new Ddim(0), 0),
                Arguments.of(new Ddim(0.5), STEPS),
                Arguments.of(new Lcm(), STEPS - 1));
    }

    @ParameterizedTest
    @MethodSource("draws")
    void drawsAsOftenAsTheReference(Sampler sampler, int expected) {
        AtomicInteger draws = new AtomicInteger();
        Noise source = Toy.noise(3);
        Noise counting = shape -> {
            draws.incrementAndGet();
            return source.next(shape);
        };
        Tensor start = Toy.noise(1).next(1, 2, 3, 4);
        sampler.sample(Toy::gaussian, start, Toy.preserving(STEPS, 0), counting, StepListener.NONE);
        assertThat(draws).hasValue(expected);
    }

    static Stream<Sampler> stochastic() {
        return Stream.of(
                new EulerAncestral(Draws.WHERE_ADDED),
                new Dpm2Ancestral(Draws.WHERE_ADDED),
                new Dpmpp2SAncestral(),
                new DpmppSde(),
                DpmSolverMultistep.dpmpp2MSde(),
                DpmSolverMultistep.dpmpp3MSde(),
                new DpmSolverMultistep(
                        Integrand.DATA, 2, SecondOrder.HEUN, 0.5, 1, Ending.FULL_ORDER, Draws.EVERY_PREDICTION),
                new Ddim(1),
                new Ddpm(Ddpm.Variance.FIXED_SMALL),
                new DpmFast(60, 1, 1),
                new Heun(new Churn(10, Draws.EVERY_PREDICTION)));
    }

    @ParameterizedTest
    @MethodSource("stochastic")
    void resultsAreSpreadAsTheDataAre(Sampler sampler) {
        Schedule schedule = Toy.preserving(60, Toy.LEAST);
        Tensor start = Toy.noise(1).next(1, 1, 64, 64);
        double[] result = Toy.values(sampler.sample(Toy::gaussian, start, schedule, Toy.noise(8), StepListener.NONE));
        double square =
                Arrays.stream(result).map(value -> value * value).average().orElseThrow();
        assertThat(Math.sqrt(square)).isCloseTo(Toy.DATA_DEVIATION, within(0.05));
    }

    @Test
    void splitsAnAncestralStepSoThatVariancesAddUp() {
        Random random = new Random(17);
        for (int i = 0; i < 1000; i++) {
            double from = Math.exp(random.nextDouble() * 8 - 4);
            double to = from * random.nextDouble();
            AncestralSplit split = AncestralSplit.of(from, to, random.nextDouble() * 1.5);
            double sum = split.down() * split.down() + split.up() * split.up();
            assertThat(Math.sqrt(sum)).isCloseTo(to, within(1e-6 * to));
            assertThat(split.up()).isBetween(0.0, to * (1 + 1e-6));
        }
    }

    @Test
    void splitsAStepFromPureNoiseIntoNewNoiseAlone() {
        AncestralSplit split = AncestralSplit.of(Double.POSITIVE_INFINITY, 2, 1);
        assertThat(split).isEqualTo(new AncestralSplit(0, 2));
    }

    static Stream<Arguments> equals() {
        return Stream.of(
                Arguments.of(new EulerAncestral(0, 1, Draws.WHERE_ADDED), new Euler()),
                Arguments.of(new Dpm2Ancestral(0, 1, Draws.EVERY_PREDICTION), new Dpm2()),
                Arguments.of(new Euler(Churn.NONE), new EulerLateChurn(Churn.NONE, Prediction.V)));
    }

    @ParameterizedTest
    @MethodSource("equals")
    void withoutNoiseIsTheDeterministicSampler(Sampler quiet, Sampler deterministic) {
        Schedule schedule = Toy.exploding(STEPS, 0);
        Tensor start = Toy.noise(1).next(1, 2, 3, 4).mul(new Scalar(Toy.MOST));
        double[] got = Toy.values(quiet.sample(Toy::gaussian, start, schedule, Toy.noise(8), StepListener.NONE));
        double[] want =
                Toy.values(deterministic.sample(Toy::gaussian, start, schedule, Toy.noise(8), StepListener.NONE));
        assertThat(got).isEqualTo(want);
    }
}
