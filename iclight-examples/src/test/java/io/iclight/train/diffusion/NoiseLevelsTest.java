package io.iclight.train.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.iclight.io.tensor.TensorScope;
import io.iclight.samplers.Prediction;
import io.iclight.train.optim.StepNoise;
import io.iclight.train.render.noise.Chance;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a network says of noisy latents and the picture that they are stand for each other, whatever it predicts. */
class NoiseLevelsTest {

    private static final int PICTURES = 6;
    private static final int LEAST = 500;

    @ParameterizedTest
    @EnumSource
    void anAnswerAndItsPictureStandForEachOther(Prediction prediction) {
        try (TensorScope scope = TensorScope.open()) {
            NoiseLevels levels = NoiseLevels.draw(PICTURES, Schooling.SCHEDULE, LEAST, new Chance(1));
            Tensor picture = StepNoise.of(1, PICTURES, 4, 8, 8);
            Tensor other = StepNoise.of(2, PICTURES, 4, 8, 8);
            Tensor noise = StepNoise.of(3, PICTURES, 4, 8, 8);
            Tensor noisy = picture.mul(levels.alpha()).add(noise.mul(levels.sigma()));

            Tensor answer = levels.answer(prediction, picture, noisy);
            Tensor otherAnswer = levels.answer(prediction, other, noisy);

            assertThat(levels.timesteps()).isSorted();
            assertThat(levels.timesteps()[0]).isGreaterThanOrEqualTo(LEAST);
            assertThat(distance(levels.picture(prediction, answer, noisy), picture))
                    .isLessThan(1e-4);
            assertThat(distance(
                            levels.asAnswer(prediction, picture.sub(other)).abs(),
                            answer.sub(otherAnswer).abs()))
                    .isLessThan(1e-4);
        }
    }

    /** A picture that is not quite the true one is the same error, whatever the network predicts and the loss is an error of. */
    @ParameterizedTest
    @EnumSource
    void anErrorIsTheSameByWhateverIsPredicted(Prediction prediction) {
        try (TensorScope scope = TensorScope.open()) {
            NoiseLevels levels = NoiseLevels.draw(PICTURES, Schooling.SCHEDULE, LEAST, new Chance(1));
            Tensor picture = StepNoise.of(1, PICTURES, 4, 8, 8);
            Tensor found = StepNoise.of(2, PICTURES, 4, 8, 8);
            Tensor noisy = picture.mul(levels.alpha())
                    .add(StepNoise.of(3, PICTURES, 4, 8, 8).mul(levels.sigma()));
            Tensor error = error(levels, prediction, found, picture, noisy);

            for (Prediction loss : Prediction.values()) {
                Tensor expected = error(levels, loss, found, picture, noisy);
                assertThat(distance(levels.restated(prediction, loss, error).abs(), expected.abs()))
                        .isLessThan(1e-4);
            }
        }
    }

    private static Tensor error(NoiseLevels levels, Prediction prediction, Tensor found, Tensor picture, Tensor noisy) {
        return levels.answer(prediction, found, noisy).sub(levels.answer(prediction, picture, noisy));
    }

    private static double distance(Tensor a, Tensor b) {
        return a.sub(b).abs().max().item_float();
    }
}
