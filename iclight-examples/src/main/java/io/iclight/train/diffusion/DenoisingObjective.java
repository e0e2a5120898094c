package io.iclight.train.diffusion;

import com.google.common.collect.ImmutableList;
import io.iclight.io.tensor.TensorScope;
import io.iclight.samplers.Prediction;
import io.iclight.samplers.schedule.TrainingSchedule;
import io.iclight.train.optim.Objective;
import io.iclight.train.render.noise.Chance;
import org.bytedeco.pytorch.Tensor;

/**
 * The loss of diffusion (Ho, Jain and Abbeel, 2020): the mean square of what the prediction differs from what was mixed into
 * the latents, at all levels of noise.
 *
 * @param pupil who predicts
 * @param lessons to learn from, pools of one size each, drawn from in turn; borrowed
 * @param heldOutLessons to measure with; borrowed
 * @param schedule the levels of noise
 * @param prediction what is to be predicted
 * @param loss what the loss is an error of; an error of the noise is {@code alpha} times that of the velocity, so that this
 *     decides how much each level of noise counts
 * @param hidden the share of pictures whose backdrop is hidden from a model that is shown backdrops
 * @param batch how many pictures this part of a step has
 * @param seed decides which
 * @param part which of the parts of every step this is
 */
record DenoisingObjective(
        Pupil pupil,
        ImmutableList<LatentPool> lessons,
        LatentPool heldOutLessons,
        TrainingSchedule schedule,
        Prediction prediction,
        Prediction loss,
        double hidden,
        int batch,
        long seed,
        int part)
        implements Objective {

    private static final int HELD_OUT = 64;

    @Override
    public Tensor loss(long step) {
        Chance chance = new Chance(seed).fork("denoising").fork(step).fork(part);
        try (TensorScope scope = TensorScope.open()) {
            LatentPool pool = lessons.get((int) (step % lessons.size()));
            return scope.handOut(loss(pool.draw(batch, chance), chance));
        }
    }

    private Tensor loss(Lessons drawn, Chance chance) {
        Hidden backdrops = Hidden.of(drawn.count(), pupil.model(), hidden, chance);
        NoiseLevels levels = NoiseLevels.draw(drawn.count(), schedule, 0, chance);
        NoisedBatch noised = NoisedBatch.of(drawn, levels, prediction, backdrops, chance);
        ImmutableList<String> words = pupil.prompts().varied(drawn.words(), chance);
        Tensor error = pupil.predict(noised, drawn.hiding(backdrops), words).sub(noised.answer());
        return levels.restated(prediction, loss, error).square().mean();
    }

    @Override
    public double heldOut() {
        Chance chance = new Chance(seed).fork("held out");
        try (TensorScope scope = TensorScope.open()) {
            return loss(heldOutLessons.draw(HELD_OUT, chance), chance).item_float();
        }
    }

    @Override
    public String measure() {
        return "squared error of " + loss + ", " + heldOutLessons.digest() + ", seed " + seed;
    }
}
