package io.iclight.train.diffusion;

import io.iclight.io.tensor.TensorData;
import io.iclight.samplers.Prediction;
import io.iclight.train.optim.StepNoise;
import io.iclight.train.render.noise.Chance;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Latents at levels of noise of their own, and what a network is to say of them.
 *
 * @param noisy {@code [batch, 4, h, w]}
 * @param levels of each
 * @param answer {@code [batch, 4, h, w]}
 */
record NoisedBatch(Tensor noisy, NoiseLevels levels, Tensor answer) {

    /**
     * From this level on a relight that begins with a gradient still carries it: the demo's begins at timestep 913.
     */
    private static final int CARRIES_START = 800;

    /**
     * Noises pictures.
     *
     * @param lessons the pictures
     * @param levels how noisy each is to be
     * @param prediction what the network is to say
     * @param hidden the pictures without a backdrop. In half of their noisiest latents the start of a relight stands in the
     *     picture's place, whole or in part, as it does while one runs; what the network is to say leads from there to the
     *     picture
     * @param chance what decides
     */
    static NoisedBatch of(Lessons lessons, NoiseLevels levels, Prediction prediction, Hidden hidden, Chance chance) {
        Tensor noise = StepNoise.of(chance.bits(), lessons.lit());
        Tensor share = TensorData.ofFloats(shares(levels.timesteps(), hidden, chance), lessons.count(), 1, 1, 1);
        Tensor seen = torch.lerp(lessons.lit(), lessons.starts(), share);
        Tensor noisy = seen.mul(levels.alpha()).add(noise.mul(levels.sigma()));
        return new NoisedBatch(noisy, levels, levels.answer(prediction, lessons.lit(), noisy));
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
}
