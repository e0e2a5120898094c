package io.iclight.train.diffusion;

import com.google.common.collect.ImmutableList;
import io.iclight.io.tensor.TensorScope;
import io.iclight.train.optim.Objective;
import io.iclight.train.render.noise.Chance;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The loss of diffusion, and that light adds up: what is predicted under two lights at once shall be, within the subject, what
 * the {@link Mixer} makes of the predictions under each (Zhang, Rao and Agrawala, Scaling In-the-Wild Training for
 * Diffusion-based Illumination Harmonization and Editing by Imposing Consistent Light Transport, ICLR 2025, section 3.1).
 *
 * <p>Predictions are mixed as the pictures that they stand for, since it is pictures whose light adds up, and at levels of noise
 * where the light is still to be decided. Below, it stands in the noisy latents. How much they differ counts as it is, whatever
 * the loss of diffusion is an error of: one of the noise would hardly count at these levels. Each light has noisy latents of its
 * own, of the same noise, as it has when a relight runs; and the mixer learns from the rendered pictures as well, so that it
 * mixes light and not what the UNet would like it to.
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
    /** From this level on more than 0.8 of the latents' variance is noise. */
    private static final int LIGHT_IS_OPEN = 500;

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
        NoiseLevels levels = NoiseLevels.draw(sum.count(), denoising.schedule(), LIGHT_IS_OPEN, chance);
        Tensor mixed = mixer.mix(predict(lights.first(), levels, chance), predict(lights.second(), levels, chance));
        Tensor difference = predict(sum, levels, chance).sub(mixed);
        return MixingObjective.within(sum, difference).add(MixingObjective.untrue(mixer, lights));
    }

    /** The picture in one light, by what is predicted; all that chance decides is the same in any light. */
    private Tensor predict(Lessons light, NoiseLevels levels, Chance chance) {
        Pupil pupil = denoising.pupil();
        Hidden hidden = Hidden.of(light.count(), pupil.model(), denoising.hidden(), chance.fork("hidden"));
        NoisedBatch noised = NoisedBatch.of(light, levels, denoising.prediction(), hidden, chance.fork("noise"));
        ImmutableList<String> words = pupil.prompts().varied(light.words(), chance.fork("words"));
        Tensor answer = pupil.predict(noised, light.hiding(hidden), words);
        return levels.picture(denoising.prediction(), answer, noised.noisy());
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

    @Override
    public String measure() {
        return denoising.measure() + ", consistency of weight " + weight;
    }
}
