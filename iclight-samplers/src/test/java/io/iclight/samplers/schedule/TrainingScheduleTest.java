package io.iclight.samplers.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.ImmutableDoubleArray;
import io.iclight.samplers.NoiseLevel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingScheduleTest {

    static Stream<Betas> betas() {
        return Stream.of(
                Betas.linear(0.00085, 0.012, 1000),
                Betas.scaledLinear(0.00085, 0.012, 1000),
                Betas.scaledLinear(0.001, 0.02, 37),
                Betas.sigmoid(0.0001, 0.02, 500),
                Betas.squaredCosine(1000),
                Betas.exponential(1000),
                Betas.trained(List.of(0.1, 0.2, 0.3)));
    }

    @ParameterizedTest
    @MethodSource("betas")
    void signalFallsAndNoiseRises(Betas betas) {
        TrainingSchedule training = TrainingSchedule.of(betas);
        double product = 1;
        for (int t = 0; t < training.timesteps(); t++) {
            product *= 1 - betas.values().get(t);
            assertThat(training.alphasCumprod().get(t)).isCloseTo(product, within(1e-6));
            assertThat(t == 0 || training.sigmas().get(t) > training.sigmas().get(t - 1))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("betas")
    void levelsPreserveVariance(Betas betas) {
        TrainingSchedule training = TrainingSchedule.of(betas);
        for (int t = 0; t < training.timesteps(); t++) {
            NoiseLevel level = training.level(t);
            assertThat(Math.hypot(level.alpha(), level.sigma())).isCloseTo(1, within(1e-12));
            assertThat(level.ratio()).isCloseTo(training.sigmas().get(t), within(1e-4 * level.ratio()));
        }
    }

    @ParameterizedTest
    @MethodSource("betas")
    void timestepsAndSigmasInvertEachOther(Betas betas) {
        TrainingSchedule training = TrainingSchedule.of(betas);
        for (int t = 0; t < training.timesteps(); t++) {
            double sigma = training.sigmas().get(t);
            assertThat(training.timestepOf(sigma)).isCloseTo(t, within(1e-3));
            assertThat(training.nearestTimestepOf(sigma)).isEqualTo(t);
            assertThat(training.sigmaAt(t)).isEqualTo(sigma);
            assertThat(training.logLinearSigmaAt(t)).isCloseTo(sigma, within(1e-6 * sigma));
        }
        assertThat(training.timestepOf(training.logLinearSigmaAt(1.25))).isCloseTo(1.25, within(1e-3));
    }

    @Test
    void whatIsOutsideCountsAsTheNearestEnd() {
        TrainingSchedule training = TrainingSchedule.of(Betas.linear(0.00085, 0.012, 1000));
        assertThat(training.timestepOf(0)).isZero();
        assertThat(training.timestepOf(1e9)).isEqualTo(999);
        assertThat(training.nearestTimestepOf(0)).isZero();
        assertThat(training.sigmaAt(-1)).isEqualTo(training.sigmaRange().min());
        assertThat(training.sigmaAt(1000)).isEqualTo(training.sigmaRange().max());
        assertThat(training.logLinearSigmaAt(5000))
                .isCloseTo(training.sigmaRange().max(), within(1e-4));
    }

    @Test
    void zeroSnrEndsAtPureNoiseAndKeepsTheCleanEnd() {
        Betas betas = Betas.scaledLinear(0.00085, 0.012, 1000);
        TrainingSchedule rescaled = TrainingSchedule.of(betas.rescaledToZeroSnr());
        assertThat(rescaled.level(999)).isEqualTo(new NoiseLevel(0, 1, 999));
        assertThat(rescaled.alphasCumprod().get(0))
                .isCloseTo(betas.alphasCumprod().get(0), within(1e-6));
        assertThat(rescaled.withFiniteTerminalSigma().sigmaRange().max()).isCloseTo(4096, within(1e-3));
        assertThatIllegalArgumentException().isThrownBy(rescaled::sigmaRange).withMessageContaining("Infinity");
    }

    @Test
    void hostsDifferFromDiffusersByRoundingOnly() {
        TrainingSchedule hosts = TrainingSchedule.ofHosts(0.00085, 0.012, 1000);
        TrainingSchedule diffusers = TrainingSchedule.of(Betas.scaledLinear(0.00085, 0.012, 1000));
        for (int t = 0; t < 1000; t++) {
            double sigma = diffusers.sigmas().get(t);
            assertThat(hosts.sigmas().get(t)).isCloseTo(sigma, within(2e-5 * sigma));
        }
    }

    @Test
    void whatIsNoScheduleIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Betas.linear(0.1, 0.2, 0))
                .withMessageContaining("was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Betas.trained(List.of(0.5, 1.5)))
                .withMessageContaining("beta 1 of 2 is 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainingSchedule(ImmutableDoubleArray.of(0.5, 0.6)))
                .withMessageContaining("entry 1 is 0.6");
        TrainingSchedule training = TrainingSchedule.of(Betas.linear(0.1, 0.2, 10));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> training.level(10))
                .withMessageContaining("0..9, was 10");
    }
}
