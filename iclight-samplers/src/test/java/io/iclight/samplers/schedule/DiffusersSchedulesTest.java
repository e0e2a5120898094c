package io.iclight.samplers.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.iclight.samplers.NoiseLevel;
import io.iclight.samplers.Schedule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiffusersSchedulesTest {

    private static final TrainingSchedule SD15 = TrainingSchedule.of(Betas.scaledLinear(0.00085, 0.012, 1000));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 25, 100})
    void everyScheduleGoesFromNoisyToClean(int steps) {
        for (SpacedSchedule spaced : List.of(
                DiffusersSchedules.dpmSolver(TimestepSpacing.linspaceWithoutZero()),
                DiffusersSchedules.dpmSolverKarras(),
                DiffusersSchedules.deis(TimestepSpacing.trailing()),
                DiffusersSchedules.deisKarras(),
                DiffusersSchedules.euler(TimestepSpacing.linspace()),
                DiffusersSchedules.eulerLeading(1),
                DiffusersSchedules.eulerKarras())) {
            Schedule schedule = spaced.schedule(SD15, steps);
            assertThat(schedule.steps()).isEqualTo(steps);
            for (int i = 1; i <= steps; i++) {
                assertThat(schedule.level(i).ratio())
                        .isLessThanOrEqualTo(schedule.level(i - 1).ratio());
                assertThat(schedule.level(i).timestep())
                        .isLessThanOrEqualTo(schedule.level(i - 1).timestep());
            }
        }
    }

    @Test
    void manyKarrasStepsRepeatTimestepsButNotSigmas() {
        Schedule schedule = DiffusersSchedules.dpmSolverKarras()
                .schedule(TrainingSchedule.of(Betas.linear(0.00085, 0.012, 1000)), 50);
        assertThat(schedule.levels().stream()
                        .map(NoiseLevel::timestep)
                        .distinct()
                        .count())
                .isLessThan(50);
        assertThat(schedule.levels()).doesNotHaveDuplicates();
    }

    @Test
    void theCurveRunsThroughTheTrainedLevels() {
        Schedule.Curve curve =
                DiffusersSchedules.dpmSolverKarras().schedule(SD15, 10).curve();
        NoiseLevel level = curve.at(SD15.sigmas().get(500));
        assertThat(level.timestep()).isCloseTo(500, within(1e-3));
        assertThat(level.alpha()).isCloseTo(SD15.level(500).alpha(), within(1e-6));
    }

    @Test
    void startNoiseIsOneWhereVarianceIsPreservedAndSigmaOrMoreWhereItExplodes() {
        NoiseLevel preserved =
                DiffusersSchedules.dpmSolverKarras().schedule(SD15, 5).level(0);
        assertThat(StartNoise.TOTAL.factor(preserved)).isCloseTo(1, within(1e-12));
        NoiseLevel exploding = NoiseLevel.varianceExploding(3, 0);
        assertThat(StartNoise.SIGMA.factor(exploding)).isEqualTo(3);
        assertThat(StartNoise.TOTAL.factor(exploding)).isCloseTo(Math.sqrt(10), within(1e-12));
    }

    @Test
    void moreStepsThanTrainedTimestepsAreRefused() {
        DiscreteSchedule ddim = DiffusersSchedules.ddim(TimestepSpacing.leading(0), DiscreteSchedule.End.CLEAN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ddim.schedule(SD15, 1001))
                .withMessageContaining("1..1000")
                .withMessageContaining("1001");
        assertThatIllegalArgumentException().isThrownBy(() -> ddim.schedule(SD15, 0));
    }

    @Test
    void clippingLeavesOutTheNoisiestTimesteps() {
        TrainingSchedule cosine = TrainingSchedule.of(Betas.squaredCosine(1000));
        ByTimestep clipped = new ByTimestep(TimestepSpacing.linspaceWithoutZero(), new Clipping(-5.1));
        assertThat(clipped.levels(cosine, 10).timesteps().get(0)).isEqualTo(995);
        assertThat(new ByTimestep(TimestepSpacing.linspaceWithoutZero())
                        .levels(cosine, 10)
                        .timesteps()
                        .get(0))
                .isEqualTo(999);
    }
}
