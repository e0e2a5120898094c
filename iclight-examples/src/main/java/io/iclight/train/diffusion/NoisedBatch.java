package io.iclight.train.diffusion;

import io.iclight.io.tensor.TensorData;
import io.iclight.samplers.Prediction;
import io.iclight.samplers.schedule.TrainingSchedule;
import io.iclight.train.optim.StepNoise;
import io.iclight.train.render.noise.Chance;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Latents at levels of noise of their own, and what a network is to say of them.
 *
 * @param noisy {@code [batch, 4, h, w]}
 * @param timesteps the level of each
 * @param answer {@code [batch, 4, h, w]}
 */
record NoisedBatch(Tensor noisy, double[] timesteps, Tensor answer) {

    /**
     * From this level on a relight that begins with a gradient still carries it: the demo's begins at timestep 913.
     */
    private static final int CARRIES_START = 800;

    /** How noisy latents are, {@code [batch, 1, 1, 1]} each. */
    private record Levels(double[] timesteps, Tensor alpha, Tensor sigma) {

        static Levels draw(int count, TrainingSchedule schedule, Chance chance) {
            double[] timesteps = new double[count];
            float[] alpha = new float[count];
            float[] sigma = new float[count];
            for (int i = 0; i < count; i++) {
                // One of each equal part of the schedule, so that a batch has seen it all.
                int timestep = (int) ((i + chance.next()) / count * schedule.timesteps());
                timesteps[i] = timestep;
                alpha[i] = (float) schedule.level(timestep).alpha();
                sigma[i] = (float) schedule.level(timestep).sigma();
            }
            return new Levels(
                    timesteps, TensorData.ofFloats(alpha, count, 1, 1, 1), TensorData.ofFloats(sigma, count, 1, 1, 1));
        }
    }

    /**
     * Noises pictures.
     *
     * @param lessons the pictures
     * @param schedule the levels that there are
     * @param prediction what the network is to say
     * @param hidden the pictures without a backdrop. In half of their noisiest latents the start of a relight stands in the
     *     picture's place, whole or in part, as it does while one runs; what the network is to say leads from there to the
     *     picture
     * @param chance what decides
     */
    static NoisedBatch of(
            Lessons lessons, TrainingSchedule schedule, Prediction prediction, Hidden hidden, Chance chance) {
        int count = lessons.count();
        Levels levels = Levels.draw(count, schedule, chance);
        Tensor noise = StepNoise.of(chance.bits(), lessons.lit());
        Tensor share = TensorData.ofFloats(shares(levels.timesteps(), hidden, chance), count, 1, 1, 1);
        Tensor seen = torch.lerp(lessons.lit(), lessons.starts(), share);
        Tensor noisy = seen.mul(levels.alpha()).add(noise.mul(levels.sigma()));
        return new NoisedBatch(noisy, levels.timesteps(), answer(lessons.lit(), noisy, levels, prediction));
    }

    private static float[] shares(double[] timesteps, Hidden hidden, Chance chance) {
        float[] shares = new float[timesteps.length];
        for (int i = 0; i < shares.length; i++) {
            boolean carries = chance.happens(0.5) && hidden.backdrop(i);
            double part = chance.happens(0.5) ? 1 : chance.next();
            shares[i] = carries && timesteps[i] >= CARRIES_START ? (float) part : 0;
        }
        return shares;
    }

    /** What makes of the noisy latents exactly the picture: {@code noisy = alpha * x0 + sigma * epsilon}. */
    private static Tensor answer(Tensor picture, Tensor noisy, Levels levels, Prediction prediction) {
        return switch (prediction) {
            case EPSILON -> noisy.sub(picture.mul(levels.alpha())).div(levels.sigma());
            case V -> noisy.mul(levels.alpha()).sub(picture).div(levels.sigma());
            case SAMPLE -> picture;
        };
    }
}
