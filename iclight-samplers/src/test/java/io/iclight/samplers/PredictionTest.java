package io.iclight.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(NativeScopeExtension.class)
class PredictionTest {

    private static final ImmutableList<NoiseLevel> LEVELS = ImmutableList.of(
            NoiseLevel.variancePreserving(0.1, 50),
            NoiseLevel.variancePreserving(8, 900),
            NoiseLevel.varianceExploding(0.1, 50),
            NoiseLevel.varianceExploding(8, 900));

    /** A network that knows the image and the noise of a batch predicts perfectly. */
    private static Tensor perfect(Prediction prediction, Tensor clean, Tensor noise, NoiseLevel level) {
        double magnitude = level.magnitude();
        return switch (prediction) {
            case EPSILON -> noise;
            case V ->
                noise.mul(new Scalar(level.alpha() / magnitude)).sub(clean, new Scalar(level.sigma() / magnitude));
            case SAMPLE -> clean;
        };
    }

    @ParameterizedTest
    @EnumSource
    void recoversTheCleanTensorFromAPerfectPrediction(Prediction prediction) {
        for (NoiseLevel level : LEVELS) {
            Tensor clean = Toy.noise(1).next(2, 4, 3, 3);
            Tensor noise = Toy.noise(2).next(2, 4, 3, 3);
            Tensor raw = perfect(prediction, clean, noise, level);
            Tensor x = level.noised(clean, noise);
            assertThat(Toy.values(prediction.denoised(raw, x, level))).containsExactly(Toy.values(clean), within(1e-5));
            assertThat(Toy.values(prediction.raw(clean, x, level))).containsExactly(Toy.values(raw), within(1e-4));
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesTheNetworkInputOfTheVarianceThatItWasTrainedOn(Prediction prediction) {
        for (NoiseLevel level : LEVELS) {
            Tensor clean = Toy.noise(1).next(1, 4, 32, 32);
            Tensor x = level.noised(clean, Toy.noise(2).next(1, 4, 32, 32));
            NoiseModel network = (scaled, timestep) -> {
                assertThat(timestep).isEqualTo(level.timestep());
                assertThat(scaled.std().item_double()).isCloseTo(1, within(0.05));
                return scaled;
            };
            prediction.denoiser(network).denoise(x, level);
        }
    }

    @Test
    void doesNotCopyWhereVarianceIsPreserved() {
        Tensor x = Toy.noise(1).next(1, 4, 2, 2);
        assertThat(Prediction.scaled(x, NoiseLevel.variancePreserving(3, 1))).isSameAs(x);
    }

    @Test
    void refusesPredictionOfAnotherShape() {
        Tensor x = Toy.noise(1).next(2, 4, 3, 3);
        NoiseModel network = (scaled, timestep) -> scaled.narrow(0, 0, 1);
        assertThatExceptionOfType(ShapeMismatchException.class)
                .isThrownBy(() -> Prediction.EPSILON.denoiser(network).denoise(x, LEVELS.get(0)))
                .withMessage("the network's prediction has shape [1, 4, 3, 3], expected [2, 4, 3, 3]");
    }

    @Test
    void clipsEstimates() {
        Tensor clean = Toy.noise(1).next(2, 4, 3, 3).mul(new Scalar(3));
        Denoiser clipped = new Clip(1.5).restricted(Toy.constant(clean));
        double[] values = Toy.values(clipped.denoise(clean, LEVELS.get(0)));
        assertThat(Arrays.stream(values))
                .allMatch(value -> Math.abs(value) <= 1.5)
                .contains(1.5, -1.5);
    }

    @Test
    void thresholdsEachImageByItself() {
        Tensor wild = Toy.noise(1).next(1, 4, 8, 8).mul(new Scalar(3));
        Tensor tame = Toy.noise(2).next(1, 4, 8, 8).mul(new Scalar(0.1));
        Tensor batch = torch.cat(new TensorVector(wild, tame), 0);
        Tensor restricted = new DynamicThreshold(0.9, 100).restrict(batch);
        double[] values = Toy.values(restricted.narrow(0, 0, 1));
        assertThat(Arrays.stream(values)).allMatch(value -> Math.abs(value) <= 1);
        assertThat(Arrays.stream(values).filter(value -> Math.abs(value) == 1).count())
                .isCloseTo(26, within(1L));
        assertThat(Toy.values(restricted.narrow(0, 1, 1))).isEqualTo(Toy.values(tame));
    }
}
