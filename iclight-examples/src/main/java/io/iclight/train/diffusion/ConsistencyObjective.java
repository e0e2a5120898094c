package io.iclight.train.diffusion;

import io.iclight.io.tensor.TensorScope;
import io.iclight.train.optim.Objective;
import io.iclight.train.render.noise.Chance;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The loss of diffusion, and that light adds up: what is predicted under two lights at once shall be, within the subject, what
 * the {@link Mixer} makes of the predictions under each, for the same noisy latents (Zhang, Rao and Agrawala, Scaling
 * In-the-Wild Training for Diffusion-based Illumination Harmonization and Editing by Imposing Consistent Light Transport, ICLR
 * 2025, section 3.1).
 *
 * @param denoising the loss of diffusion, and who predicts
 * @param mixer learns too
 * @param weight of consistency against the loss of diffusion
 * @param scenes how many scenes in two lights this part of a step has
 */
record ConsistencyObjective(DenoisingObjective denoising, Mixer mixer, double weight, int scenes) implements Objective {

    private static final int HELD_OUT = 16;
    /** So many samples of a step are scenes in two lights, and in both. */
    private static final int SHARE_OF_SUMS = 4;

    /** Both losses, or that of diffusion alone if consistency counts for nothing. */
    static Objective beside(DenoisingObjective denoising, Mixer mixer, double weight) {
        return weight == 0
                ? denoising
                : new ConsistencyObjective(denoising, mixer, weight, Math.max(1, denoising.batch() / SHARE_OF_SUMS));
    }

    @Override
    public Tensor loss(long step) {
        Chance chance =
                new Chance(denoising.seed()).fork("consistency").fork(step).fork(denoising.part());
        try (TensorScope scope = TensorScope.open()) {
            LatentPool pool =
                    denoising.lessons().get((int) (step % denoising.lessons().size()));
            Tensor inconsistency = inconsistency(pool.drawSums(scenes, chance), chance);
            return scope.handOut(denoising.loss(step).add(inconsistency.mul(new Scalar(weight))));
        }
    }

    private Tensor inconsistency(LatentPool.Triple lights, Chance chance) {
        Lessons sum = lights.sum();
        Hidden hidden = Hidden.of(sum.count(), denoising.pupil().model(), denoising.hidden(), chance);
        NoisedBatch noised = NoisedBatch.of(sum, denoising.schedule(), denoising.prediction(), hidden, chance);
        Tensor first = predict(noised, lights.first().hiding(hidden));
        Tensor second = predict(noised, lights.second().hiding(hidden));
        Tensor both = predict(noised, sum.hiding(hidden));
        Tensor difference = both.sub(mixer.mix(first, second)).mul(sum.mattes());
        return difference.square().mean();
    }

    private Tensor predict(NoisedBatch noised, Lessons light) {
        return denoising.pupil().predict(noised, light, light.words());
    }

    /** With the same weight as in training, so that both losses are held. */
    @Override
    public double heldOut() {
        Chance chance = new Chance(denoising.seed()).fork("held out sums");
        try (TensorScope scope = TensorScope.open()) {
            Tensor inconsistency = inconsistency(denoising.heldOutLessons().drawSums(HELD_OUT, chance), chance);
            return denoising.heldOut() + weight * inconsistency.item_float();
        }
    }
}
