package io.iclight.train.diffusion;

import io.iclight.io.tensor.TensorData;
import io.iclight.samplers.Prediction;
import io.iclight.samplers.schedule.TrainingSchedule;
import io.iclight.train.render.noise.Chance;
import org.bytedeco.pytorch.Tensor;

/**
 * How noisy the latents of a batch are: {@code noisy = alpha * x0 + sigma * noise}, and what that makes of the two ways to say
 * the same, the picture {@code x0} and what a network predicts.
 *
 * @param timesteps of each
 * @param alpha how much of the picture is left, {@code [batch, 1, 1, 1]}
 * @param sigma how much noise there is, {@code [batch, 1, 1, 1]}
 */
record NoiseLevels(double[] timesteps, Tensor alpha, Tensor sigma) {

    /**
     * Draws a level for each, one of each equal part of the schedule, so that a batch has seen it all.
     *
     * @param count how many
     * @param schedule the levels that there are
     * @param least the timestep from which on
     * @param chance what decides
     */
    static NoiseLevels draw(int count, TrainingSchedule schedule, int least, Chance chance) {
        double[] timesteps = new double[count];
        float[] alpha = new float[count];
        float[] sigma = new float[count];
        for (int i = 0; i < count; i++) {
            int timestep = least + (int) ((i + chance.next()) / count * (schedule.timesteps() - least));
            timesteps[i] = timestep;
            alpha[i] = (float) schedule.level(timestep).alpha();
            sigma[i] = (float) schedule.level(timestep).sigma();
        }
        return new NoiseLevels(
                timesteps, TensorData.ofFloats(alpha, count, 1, 1, 1), TensorData.ofFloats(sigma, count, 1, 1, 1));
    }

    /** What a network is to say of noisy latents, so that they are exactly this picture. */
    Tensor answer(Prediction prediction, Tensor picture, Tensor noisy) {
        return switch (prediction) {
            case EPSILON -> noisy.sub(picture.mul(alpha)).div(sigma);
            case V -> noisy.mul(alpha).sub(picture).div(sigma);
            case SAMPLE -> picture;
        };
    }

    /** The picture that noisy latents are, by what a network says of them. */
    Tensor picture(Prediction prediction, Tensor answer, Tensor noisy) {
        return switch (prediction) {
            case EPSILON -> noisy.sub(answer.mul(sigma)).div(alpha);
            case V -> noisy.mul(alpha).sub(answer.mul(sigma));
            case SAMPLE -> answer;
        };
    }

    /** A difference of what one network says as one of what another would say. */
    Tensor restated(Prediction from, Prediction to, Tensor difference) {
        return from == to ? difference : asAnswer(to, asPicture(from, difference));
    }

    private Tensor asPicture(Prediction prediction, Tensor difference) {
        return switch (prediction) {
            case EPSILON -> difference.mul(sigma).div(alpha);
            case V -> difference.mul(sigma);
            case SAMPLE -> difference;
        };
    }

    /** A difference of pictures as one of answers. */
    Tensor asAnswer(Prediction prediction, Tensor difference) {
        return switch (prediction) {
            case EPSILON -> difference.mul(alpha).div(sigma);
            case V -> difference.div(sigma);
            case SAMPLE -> difference;
        };
    }
}
