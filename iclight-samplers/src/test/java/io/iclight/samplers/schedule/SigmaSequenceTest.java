package io.iclight.samplers.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.ImmutableDoubleArray;
import io.iclight.samplers.Schedule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SigmaSequenceTest {

    private static final TrainingSchedule HOSTS = TrainingSchedule.ofHosts(0.00085, 0.012, 1000);

    static Stream<SigmaSequence> endingClean() {
        return Stream.of(
                SigmaSequence.endingAtZero(Karras.DEFAULT),
                SigmaSequence.endingAtZero(AlignYourSteps.Forge.SD_GITS),
                SigmaSequence.endingAtZero(new ContinuousVp(19.9, 0.1, 0.001)),
                KDiffusionSchedules.normal(),
                ForgeSchedules.normal(),
                ForgeSchedules.sgmUniform(),
                ForgeSchedules.simple(),
                ForgeSchedules.ddim(),
                ForgeSchedules.turbo(),
                ComfyUiSchedules.beta(BetaDistribution.DEFAULT),
                ComfyUiSchedules.alignYourSteps(AlignYourSteps.ComfyUi.SD, 1));
    }

    @ParameterizedTest
    @MethodSource("endingClean")
    void sigmasFallToZero(SigmaSequence sequence) {
        for (int steps : new int[] {1, 2, 10, 20}) {
            ImmutableDoubleArray sigmas = sequence.sigmas(HOSTS, HOSTS.sigmaRange(), steps);
            assertThat(sigmas.length()).isEqualTo(steps + 1);
            assertThat(sigmas.get(steps)).isZero();
            for (int i = 1; i <= steps; i++) {
                assertThat(sigmas.get(i)).isLessThan(sigmas.get(i - 1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("endingClean")
    void noStepsAreRefused(SigmaSequence sequence) {
        assertThatIllegalArgumentException().isThrownBy(() -> sequence.schedule(HOSTS, HOSTS.explodingCurve(), 0));
    }

    @Test
    void klOptimalEndsAtTheCleanEndOfItsRange() {
        ImmutableDoubleArray sigmas = ForgeSchedules.klOptimal().sigmas(HOSTS, new SigmaRange(0.1, 10), 10);
        assertThat(sigmas.get(0)).isCloseTo(10, within(1e-4));
        assertThat(sigmas.get(10)).isCloseTo(0.1, within(1e-6));
    }

    @Test
    void denoiseLeavesTheCleanPart() {
        ImmutableDoubleArray all =
                ComfyUiSchedules.alignYourSteps(AlignYourSteps.ComfyUi.SD, 1).sigmas(HOSTS, HOSTS.sigmaRange(), 10);
        assertThat(ComfyUiSchedules.alignYourSteps(AlignYourSteps.ComfyUi.SD, 0.6)
                        .sigmas(HOSTS, HOSTS.sigmaRange(), 10))
                .isEqualTo(all.subArray(4, 11));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ComfyUiSchedules.alignYourSteps(AlignYourSteps.ComfyUi.SD, 0));
    }

    @Test
    void schedulesTellTheNetworkTheCurvesTimesteps() {
        Schedule nearest = ForgeSchedules.simple().schedule(HOSTS, HOSTS.nearestExplodingCurve(), 10);
        assertThat(nearest.level(0).timestep()).isEqualTo(999);
        assertThat(nearest.level(1).timestep()).isEqualTo(899);
        assertThat(nearest.level(10).sigma()).isZero();
        Schedule velocity = SigmaSequence.endingAtZero(Karras.DEFAULT).schedule(HOSTS, new VelocityCurve(), 5);
        double timestep = velocity.level(2).timestep();
        assertThat(new VelocityCurve().ratioAt(timestep))
                .isCloseTo(velocity.level(2).ratio(), within(1e-5));
    }

    @Test
    void percentsCountFromNoiseToImage() {
        assertThat(ForgeSchedules.sigmaAt(HOSTS, 0))
                .isGreaterThan(HOSTS.sigmaRange().max());
        assertThat(ForgeSchedules.sigmaAt(HOSTS, 0.4)).isGreaterThan(ForgeSchedules.sigmaAt(HOSTS, 0.6));
        assertThat(ForgeSchedules.sigmaAt(HOSTS, 1)).isZero();
    }
}
