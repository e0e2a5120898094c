package io.iclight.train.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.iclight.io.tensor.TensorScope;
import io.iclight.samplers.Prediction;
import io.iclight.train.render.noise.Chance;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LevelWeightsTest {

    /** A picture that is not quite the true one, said in each of the three ways, is one error. */
    @ParameterizedTest
    @EnumSource(Prediction.class)
    void theVelocitysErrorIsThatOfAnyAnswer(Prediction prediction) {
        try (TensorScope scope = TensorScope.open()) {
            NoiseLevels levels = NoiseLevels.draw(4, Schooling.SCHEDULE, 0, new Chance(1));
            Tensor picture = torch.randn(4, 4, 2, 2);
            Tensor noisy =
                    picture.mul(levels.alpha()).add(torch.randn(4, 4, 2, 2).mul(levels.sigma()));
            Tensor found = torch.randn(4, 4, 2, 2);

            Tensor weighed =
                    LevelWeights.VELOCITY.weigh(error(levels, prediction, found, picture, noisy), prediction, levels);

            Tensor expected = error(levels, Prediction.V, found, picture, noisy);
            assertThat(weighed.abs().allclose(expected.abs(), 1e-3, 1e-4, false))
                    .isTrue();
        }
    }

    private static Tensor error(NoiseLevels levels, Prediction prediction, Tensor found, Tensor picture, Tensor noisy) {
        return levels.answer(prediction, found, noisy).sub(levels.answer(prediction, picture, noisy));
    }

    @Test
    void evenOnesLeaveAnErrorAsItIs() {
        try (TensorScope scope = TensorScope.open()) {
            NoiseLevels levels = NoiseLevels.draw(4, Schooling.SCHEDULE, 0, new Chance(1));
            Tensor error = torch.randn(4, 4, 2, 2);

            assertThat(LevelWeights.EVEN
                            .weigh(error, Prediction.EPSILON, levels)
                            .equal(error))
                    .isTrue();
        }
    }
}
