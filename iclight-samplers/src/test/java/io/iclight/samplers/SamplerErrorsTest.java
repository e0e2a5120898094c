package io.iclight.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(NativeScopeExtension.class)
class SamplerErrorsTest {

    private static Tensor sample(Sampler sampler, Denoiser denoiser, Schedule schedule) {
        return sampler.sample(denoiser, Toy.noise(1).next(1, 2, 3, 4), schedule, Toy.noise(2), StepListener.NONE);
    }

    static Stream<Sampler> needNoiseAtTheEnd() {
        return Stream.of(
                new Deis(2),
                new UniPc(Integrand.DATA, 2, UniPc.Variant.BH1, true, ImmutableSet.of()),
                new UniPc(Integrand.DATA, 2, UniPc.Variant.BH2, false, ImmutableSet.of()),
                new UniPc(Integrand.NOISE, 2, UniPc.Variant.BH2, true, ImmutableSet.of()),
                new DpmFast(6),
                new DpmAdaptive(3),
                new DpmSolverSinglestep(Integrand.NOISE, 2, SecondOrder.MIDPOINT, true));
    }

    @ParameterizedTest
    @MethodSource("needNoiseAtTheEnd")
    void refusesScheduleThatEndsWithoutNoise(Sampler sampler) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sample(sampler, Toy::gaussian, Toy.preserving(6, 0)))
                .withMessageContaining("cannot step to a level without noise")
                .withMessageContaining("choose a schedule that ends at the least noise of training");
    }

    @ParameterizedTest
    @MethodSource("needSignalAtTheStart")
    void refusesScheduleThatBeginsWithoutSignal(Sampler sampler) {
        Schedule tail = Toy.preserving(6, Toy.LEAST);
        ImmutableList<NoiseLevel> levels = ImmutableList.<NoiseLevel>builder()
                .add(new NoiseLevel(0, 1, 999))
                .addAll(tail.levels())
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sample(sampler, Toy::gaussian, new Schedule(levels, tail.curve())))
                .withMessageContaining("cannot step from a level without signal");
    }

    static Stream<Sampler> needSignalAtTheStart() {
        return Stream.concat(
                needNoiseAtTheEnd(),
                Stream.of(new Heun(), new Dpm2(), new Lms(), new Dpmpp2SAncestral(), new DpmppSde()));
    }

    @ParameterizedTest
    @MethodSource("walkFromPureNoise")
    void walksFromALevelWithoutSignal(Sampler sampler) {
        Schedule tail = Toy.preserving(6, 0);
        ImmutableList<NoiseLevel> levels = ImmutableList.<NoiseLevel>builder()
                .add(new NoiseLevel(0, 1, 999))
                .addAll(tail.levels())
                .build();
        Tensor result = sample(sampler, Toy::gaussian, new Schedule(levels, tail.curve()));
        assertThat(Toy.values(result)).doesNotContain(Double.NaN);
    }

    static Stream<Sampler> walkFromPureNoise() {
        return Stream.of(
                new Ddim(0),
                new Ddim(1),
                new Ddpm(Ddpm.Variance.FIXED_LARGE),
                new Euler(),
                new EulerAncestral(Draws.WHERE_ADDED),
                DpmSolverMultistep.dpmpp2M(),
                DpmSolverMultistep.dpmpp2MSde());
    }

    @Test
    void refusesThirdOrderForTheStochasticProcessOfNoise() {
        Sampler sampler = new DpmSolverMultistep(
                Integrand.NOISE, 3, SecondOrder.HEUN, 1, 1, Ending.LOWER_IN_SHORT_RUNS, Draws.EVERY_PREDICTION);
        sample(sampler, Toy::gaussian, Toy.preserving(3, Toy.LEAST));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sample(sampler, Toy::gaussian, Toy.preserving(5, Toy.LEAST)))
                .withMessageContaining("has no steps of third order");
    }

    @Test
    void adaptiveSolverRefusesPredictionsThatAreNotFinite() {
        Denoiser broken = (x, level) -> x.mul(new Scalar(Double.NaN));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> sample(new DpmAdaptive(3), broken, Toy.preserving(6, Toy.LEAST)))
                .withMessageContaining("not finite");
    }

    @Test
    void refusesNoiseOfAnotherShape() {
        Noise single = shape -> Toy.noise(1).next(1, 1, 1, 1);
        Tensor start = Toy.noise(1).next(1, 2, 3, 4);
        assertThatExceptionOfType(ShapeMismatchException.class)
                .isThrownBy(() -> new EulerAncestral(Draws.WHERE_ADDED)
                        .sample(Toy::gaussian, start, Toy.exploding(3, 0), single, StepListener.NONE))
                .withMessage("drawn noise has shape [1, 1, 1, 1], expected [1, 2, 3, 4]");
    }

    @Test
    void refusesOptionsOutOfRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Deis(4)).withMessage("order must be in 1..3, was 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ddim(-0.1))
                .withMessage("eta must be at least 0 and finite, was -0.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EulerAncestral(1, Double.NaN, Draws.WHERE_ADDED))
                .withMessage("noiseScale must be finite, was NaN");
        assertThatNullPointerException()
                .isThrownBy(() -> new EulerAncestral(1, 1, null))
                .withMessage("draws");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DpmSolverMultistep(
                        Integrand.NOISE, 2, SecondOrder.HEUN, 0.5, 1, Ending.FULL_ORDER, Draws.EVERY_PREDICTION))
                .withMessage("eta must be 0 or 1 where noise is integrated, was 0.5");
        assertThatIllegalArgumentException().isThrownBy(() -> new Tcd(1.5)).withMessage("eta must be in 0..1, was 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pndm(Pndm.WarmUp.EULER, Prediction.SAMPLE, 100))
                .withMessageContaining("noise or velocity");
    }

    @Test
    void refusesRungeKuttaWithoutTheVisitsForIt() {
        Sampler sampler = new Pndm(Pndm.WarmUp.RUNGE_KUTTA, Prediction.EPSILON, 100);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        sample(sampler, Toy::gaussian, Toy.strided(10, NoiseLevel.variancePreserving(Toy.LEAST, 0))))
                .withMessageContaining("needs a schedule of more than 12 levels");
    }
}
