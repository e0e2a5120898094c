package io.iclight.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import io.iclight.samplers.internal.NativeScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private final Schedule schedule = Toy.exploding(6, 0);

    @Test
    void remembersWhatItSkips() {
        Schedule rest = schedule.from(1).from(3);
        assertThat(rest.steps()).isEqualTo(2);
        assertThat(rest.plannedSteps()).isEqualTo(6);
        assertThat(rest.level(0)).isEqualTo(schedule.level(4));
        assertThat(rest.level(-1)).isEqualTo(schedule.level(3));
        assertThat(rest.level(-4)).isEqualTo(schedule.level(0));
        assertThat(rest.last()).isEqualTo(schedule.last());
    }

    @Test
    void findsTheStepOfALevel() {
        for (int step = 0; step < schedule.steps(); step++) {
            assertThat(schedule.stepAt(schedule.level(step))).isEqualTo(step);
        }
        double between = Math.sqrt(schedule.level(2).ratio() * schedule.level(3).ratio());
        assertThat(schedule.stepAt(schedule.curve().at(between))).isEqualTo(2);
        assertThat(schedule.stepAt(NoiseLevel.varianceExploding(100, 999))).isZero();
        assertThat(schedule.stepAt(schedule.last())).isEqualTo(5);
    }

    @Test
    void refusesToSkipAllSteps() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> schedule.from(6))
                .withMessage("begin must be in 0..5, was 6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedule(ImmutableList.of(schedule.level(0)), schedule.curve()))
                .withMessage("a schedule needs at least 2 levels, for one step; has 1");
    }

    @Test
    void noisesACleanTensor() {
        NoiseLevel level = NoiseLevel.variancePreserving(0.75, 10);
        try (NativeScope scope = NativeScope.open()) {
            Tensor clean = Toy.noise(1).next(1, 1, 2, 2);
            Tensor noise = Toy.noise(2).next(1, 1, 2, 2);
            double[] noised = Toy.values(level.noised(clean, noise));
            double[] x0 = Toy.values(clean);
            double[] n = Toy.values(noise);
            for (int i = 0; i < noised.length; i++) {
                assertThat(noised[i]).isCloseTo(0.8 * x0[i] + 0.6 * n[i], within(1e-6));
            }
        }
    }
}
