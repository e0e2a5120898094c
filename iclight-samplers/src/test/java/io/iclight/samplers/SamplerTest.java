package io.iclight.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.iclight.samplers.internal.NativeScope;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every sampler promises. */
class SamplerTest {

    private static final long[] SHAPE = {2, 4, 3, 5};

    static Stream<AllSamplers> all() {
        return AllSamplers.all();
    }

    static Stream<AllSamplers> scaleFree() {
        return AllSamplers.scaleFree().stream();
    }

    private static Tensor start(AllSamplers run) {
        return Toy.noise(1).next(SHAPE).mul(new Scalar(run.schedule().level(0).sigma()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void recoversAConstant(AllSamplers run) {
        try (NativeScope scope = NativeScope.open()) {
            Tensor constant = Toy.noise(2).next(SHAPE);
            Tensor result = run.run(Toy.constant(constant), start(run), StepListener.NONE);
            boolean consistency = run.sampler() instanceof Tcd || run.sampler() instanceof Lcm;
            boolean endsClean = run.schedule().last().sigma() == 0 && !consistency;
            Offset<Double> rounding = within(endsClean ? 1e-4 : 5 * Toy.LEAST);
            double[] got = Toy.values(result);
            double[] want = Toy.values(constant);
            for (int i = 0; i < got.length; i++) {
                assertThat(got[i]).isCloseTo(want[i], rounding);
            }
        }
    }

    /** Where tensors hold no elements, a step that fetched one back to decide on it would fail. */
    @ParameterizedTest
    @MethodSource("withFixedSteps")
    void everyStepStaysOnTheDeviceOfTheLatents(AllSamplers run) {
        try (NativeScope scope = NativeScope.open()) {
            Tensor start = start(run).to(new Device("meta"), ScalarType.Float);
            Tensor result = run.run(Toy::gaussian, start, StepListener.NONE);
            assertThat(result.is_meta()).isTrue();
        }
    }

    /** All but those that choose the next step by how large an error they find. */
    static Stream<AllSamplers> withFixedSteps() {
        return all().filter(run -> !(run.sampler() instanceof DpmAdaptive));
    }

    @ParameterizedTest
    @MethodSource("scaleFree")
    void doesTheSameWhateverTheScaleOfTheLatents(AllSamplers run) {
        try (NativeScope scope = NativeScope.open()) {
            double last = run.ground() == AllSamplers.Ground.NOISY ? Toy.LEAST : 0;
            Schedule exploding = Toy.exploding(AllSamplers.STEPS, last);
            Schedule preserving = Toy.preserving(AllSamplers.STEPS, last);
            Tensor start = start(run);
            Tensor scaled = start.mul(new Scalar(preserving.level(0).alpha()));
            double[] first =
                    Toy.values(run.sampler().sample(Toy::gaussian, start, exploding, Toy.noise(3), StepListener.NONE));
            double[] second = Toy.values(
                    run.sampler().sample(Toy::gaussian, scaled, preserving, Toy.noise(3), StepListener.NONE));
            for (int i = 0; i < first.length; i++) {
                assertThat(second[i] / preserving.last().alpha()).isCloseTo(first[i], within(2e-4));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void leavesNothingBehindButItsResult(AllSamplers run) {
        try (NativeScope scope = NativeScope.open()) {
            Tensor start = start(run);
            double[] before = Toy.values(start);
            run.run(Toy::gaussian, start, StepListener.NONE).close();
            long pointers = Pointer.totalCount();
            try (NativeScope inner = NativeScope.open()) {
                run.run(Toy::gaussian, start, StepListener.NONE);
            }
            assertThat(Pointer.totalCount()).isLessThanOrEqualTo(pointers);
            assertThat(Toy.values(start)).as("the borrowed start").isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void givesItsResultToTheCallerWhereThereIsNoScope(AllSamplers run) {
        try (Tensor start = startOutsideOfScopes(run)) {
            long pointers = Pointer.totalCount();
            Tensor result = run.run(Toy::gaussian, start, StepListener.NONE);
            assertThat(Toy.values(result)).doesNotContain(Double.NaN);
            result.close();
            assertThat(Pointer.totalCount()).isLessThanOrEqualTo(pointers);
            assertThat(Toy.values(start)).doesNotContain(Double.NaN);
        }
    }

    private static Tensor startOutsideOfScopes(AllSamplers run) {
        try (NativeScope scope = NativeScope.open()) {
            return scope.handOut(start(run));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void listenerThatThrowsEndsTheRunAndLeaksNothing(AllSamplers run) {
        StepListener stop = step -> {
            if (step.index() == 1) {
                throw new UnsupportedOperationException("enough");
            }
        };
        try (NativeScope scope = NativeScope.open()) {
            Tensor start = start(run);
            assertThatThrownBy(() -> run.run(Toy::gaussian, start, stop)).hasMessage("enough");
            long pointers = Pointer.totalCount();
            assertThatThrownBy(() -> run.run(Toy::gaussian, start, stop)).hasMessage("enough");
            assertThat(Pointer.totalCount()).isLessThanOrEqualTo(pointers);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void listenerHearsOfStepsInOrder(AllSamplers run) {
        try (NativeScope scope = NativeScope.open()) {
            List<Integer> indices = new ArrayList<>();
            List<double[]> reached = new ArrayList<>();
            Tensor result = run.run(Toy::gaussian, start(run), step -> {
                indices.add(step.index());
                reached.add(Toy.values(step.x()));
            });
            assertThat(indices).isSorted().startsWith(0).doesNotHaveDuplicates();
            assertThat(reached.get(reached.size() - 1)).isEqualTo(Toy.values(result));
        }
    }

    @Test
    void oneOfOnesOwnIsALambda() {
        Sampler own = Sampler.stepwise((denoiser, x, from, to, noise) -> {
            double share = to.sigma() / from.sigma();
            return x.mul(new Scalar(share))
                    .add_(denoiser.denoise(x, from), new Scalar(to.alpha() - from.alpha() * share));
        });
        AllSamplers euler = new AllSamplers(new Euler(), AllSamplers.Ground.CLEAN);
        try (NativeScope scope = NativeScope.open()) {
            double[] want = Toy.values(euler.run(Toy::gaussian, start(euler), StepListener.NONE));
            double[] got = Toy.values(
                    new AllSamplers(own, AllSamplers.Ground.CLEAN).run(Toy::gaussian, start(euler), StepListener.NONE));
            assertThat(got).containsExactly(want, within(1e-5));
        }
    }

    @Test
    void stepThatReturnsItsInputDoesNotFreeIt() {
        Sampler idle = Sampler.stepwise((denoiser, x, from, to, noise) -> x);
        AllSamplers run = new AllSamplers(idle, AllSamplers.Ground.CLEAN);
        try (Tensor start = startOutsideOfScopes(run)) {
            run.run(Toy::gaussian, start, StepListener.NONE).close();
            assertThat(Toy.values(start)).hasSize(120);
        }
    }

    @ParameterizedTest
    @MethodSource("memoryless")
    void aRunOfTheSecondHalfIsTheSecondHalfOfTheRun(Sampler sampler) {
        Schedule schedule = Toy.exploding(8, 0);
        try (NativeScope scope = NativeScope.open();
                History halfway = new History(1)) {
            Tensor start = Toy.noise(4).next(SHAPE).mul(new Scalar(Toy.MOST));
            Tensor whole = sampler.sample(Toy::gaussian, start, schedule, Toy.noise(0), step -> {
                if (step.index() == 3) {
                    halfway.push(step.x());
                }
            });
            Tensor half =
                    sampler.sample(Toy::gaussian, halfway.newest(), schedule.from(4), Toy.noise(0), StepListener.NONE);
            assertThat(Toy.values(half)).isEqualTo(Toy.values(whole));
        }
    }

    static Stream<Sampler> memoryless() {
        return Stream.of(new Euler(), new Heun(), new Dpm2());
    }
}
