package io.iclight.samplers;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import io.iclight.samplers.internal.NativeScope;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Deterministic samplers approach the solution of the differential equation as fast as their order says. */
class ConvergenceTest {

    static Stream<Arguments> orders() {
        return Stream.of(
                Arguments.of(new Euler(), 1),
                Arguments.of(new Ddim(0), 1),
                Arguments.of(multistep(Integrand.DATA, 1), 1),
                Arguments.of(new Heun(), 2),
                Arguments.of(new Dpm2(), 2),
                Arguments.of(new Lms(), 2),
                Arguments.of(new Dpmpp2SAncestral(0, 1), 2),
                Arguments.of(new DpmppSde(0, 1, 0.5), 2),
                Arguments.of(multistep(Integrand.DATA, 2), 2),
                Arguments.of(multistep(Integrand.DATA, 3), 2),
                Arguments.of(multistep(Integrand.NOISE, 2), 2),
                Arguments.of(multistep(Integrand.NOISE, 3), 2),
                Arguments.of(singlestep(Integrand.DATA, 2), 2),
                Arguments.of(singlestep(Integrand.NOISE, 3), 3),
                Arguments.of(new Deis(2, Ending.FULL_ORDER), 2),
                Arguments.of(new Deis(3, Ending.FULL_ORDER), 2),
                Arguments.of(unipc(Integrand.DATA, 2), 2),
                Arguments.of(unipc(Integrand.NOISE, 3), 2));
    }

    private static Sampler multistep(Integrand integrand, int order) {
        return new DpmSolverMultistep(integrand, order, SecondOrder.HEUN, 0, 1, Ending.FULL_ORDER, Draws.WHERE_ADDED);
    }

    private static Sampler singlestep(Integrand integrand, int order) {
        return new DpmSolverSinglestep(integrand, order, SecondOrder.HEUN, false);
    }

    private static Sampler unipc(Integrand integrand, int order) {
        return new UniPc(integrand, order, UniPc.Variant.BH2, false, ImmutableSet.of());
    }

    @ParameterizedTest
    @MethodSource("orders")
    void errorFallsWithTheStepAsTheOrderSays(Sampler sampler, int order) {
        double coarse = error(sampler, 24);
        double fine = error(sampler, 48);
        assertThat(coarse / fine).isGreaterThan(0.85 * Math.pow(2, order));
        assertThat(fine).isLessThan(0.1);
    }

    @Test
    void fastSolverIsOfThirdOrder() {
        assertThat(error(new DpmFast(29), 1) / error(new DpmFast(59), 1)).isGreaterThan(6);
    }

    @Test
    void adaptiveSolverTakesMoreStepsForALowerTolerance() {
        List<Integer> loose = new ArrayList<>();
        List<Integer> strict = new ArrayList<>();
        double looseError = error(adaptive(0.05), 1, step -> loose.add(step.index()));
        double strictError = error(adaptive(0.0005), 1, step -> strict.add(step.index()));
        assertThat(strict).hasSizeGreaterThan(2 * loose.size());
        assertThat(strictError).isLessThan(looseError / 10);
    }

    private static DpmAdaptive adaptive(double tolerance) {
        return new DpmAdaptive(3, tolerance, tolerance / 10, 0.05, StepSizeControl.DEFAULT, 0, 1);
    }

    private static double error(Sampler sampler, int steps) {
        return error(sampler, steps, StepListener.NONE);
    }

    /** The relative error at the end of a run on gaussian data, in double precision. */
    private static double error(Sampler sampler, int steps, StepListener listener) {
        Schedule schedule = Toy.preserving(steps, Toy.LEAST);
        try (NativeScope scope = NativeScope.open()) {
            Tensor start = Toy.noise(1).next(1, 1, 1, 1).to(torch.ScalarType.Double);
            Tensor result = sampler.sample(Toy::gaussian, start, schedule, Toy.noise(0), listener);
            double exact = Toy.exactFactor(schedule.level(0), schedule.last());
            double factor = result.div(start).mul(new Scalar(1 / exact)).item_double();
            return Math.abs(factor - 1);
        }
    }
}
