package io.iclight.samplers.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.primitives.ImmutableDoubleArray;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimestepSpacingTest {

    static Stream<TimestepSpacing> spacings() {
        return Stream.of(
                TimestepSpacing.linspace(),
                TimestepSpacing.linspaceWhole(),
                TimestepSpacing.linspaceWithoutZero(),
                TimestepSpacing.leading(1),
                TimestepSpacing.leadingWithoutZero(0),
                TimestepSpacing.trailing(),
                new DistilledTimesteps(50, 1));
    }

    @ParameterizedTest
    @MethodSource("spacings")
    void timestepsFallWithinTheTrainedOnes(TimestepSpacing spacing) {
        for (int steps : new int[] {1, 2, 7, 25, 50}) {
            ImmutableDoubleArray timesteps = spacing.timesteps(1000, 1000, steps);
            assertThat(timesteps.length()).isEqualTo(steps);
            assertThat(timesteps.stream()).allMatch(timestep -> timestep >= 0 && timestep < 1000);
            for (int i = 1; i < steps; i++) {
                assertThat(timesteps.get(i)).isLessThan(timesteps.get(i - 1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("spacings")
    void noStepsAreRefused(TimestepSpacing spacing) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spacing.timesteps(1000, 1000, 0))
                .withMessageContaining("was 0");
    }

    @Test
    void theDemosDdimVisitsWholeStridesAndOne() {
        assertThat(TimestepSpacing.leading(1).timesteps(1000, 1000, 6))
                .isEqualTo(ImmutableDoubleArray.of(831, 665, 499, 333, 167, 1));
    }

    @Test
    void leavingOutNoisyTimestepsLowersTheFirst() {
        assertThat(TimestepSpacing.linspaceWithoutZero().timesteps(1000, 996, 2))
                .isEqualTo(ImmutableDoubleArray.of(995, 498));
        assertThat(TimestepSpacing.trailing().timesteps(1000, 996, 2)).isEqualTo(ImmutableDoubleArray.of(995, 495));
    }

    @Test
    void pndmVisitsTimestepsTwice() {
        TimestepSpacing base = TimestepSpacing.leading(0);
        assertThat(Pndm.linearMultistep(base).timesteps(1000, 1000, 4))
                .isEqualTo(ImmutableDoubleArray.of(750, 500, 500, 250, 0));
        assertThat(Pndm.linearMultistep(base).timesteps(1000, 1000, 1)).isEqualTo(ImmutableDoubleArray.of(0));
        assertThat(Pndm.rungeKutta(base).timesteps(1000, 1000, 4))
                .isEqualTo(ImmutableDoubleArray.of(750, 625, 625, 500, 500, 375, 375, 250, 250, 125, 125, 0, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pndm.rungeKutta(base).timesteps(1000, 1000, 3))
                .withMessageContaining("at least 4 steps, was 3");
    }

    @Test
    void distilledTimestepsAreThoseOfTheTeacher() {
        assertThat(new DistilledTimesteps(50, 1).timesteps(1000, 1000, 4))
                .isEqualTo(ImmutableDoubleArray.of(999, 759, 499, 259));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DistilledTimesteps(50, 0.5).timesteps(1000, 1000, 26))
                .withMessageContaining("1..25");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DistilledTimesteps(50, 1).timesteps(40, 40, 2))
                .withMessageContaining("40 trained");
    }

    @Test
    void givenTimestepsFitOneNumberOfStepsAlone() {
        TimestepSpacing given = TimestepSpacing.given(AlignYourSteps.Diffusers.SD_TIMESTEPS);
        assertThat(given.timesteps(1000, 1000, 10)).isEqualTo(AlignYourSteps.Diffusers.SD_TIMESTEPS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> given.timesteps(1000, 1000, 9))
                .withMessageContaining("10 timesteps are given, but 9");
    }
}
