package io.iclight.train.diffusion;

import com.google.common.collect.ImmutableList;
import io.iclight.io.tensor.TensorScope;
import io.iclight.samplers.Prediction;
import io.iclight.samplers.schedule.TrainingSchedule;
import io.iclight.train.optim.Objective;
import io.iclight.train.render.noise.Chance;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The loss of diffusion (Ho, Jain and Abbeel, 2020): the mean square of what the prediction differs from what was mixed into
 * the latents, at all levels of noise.
 *
 * @param pupil who predicts
 * @param lessons to learn from, pools of one size each, drawn from in turn; borrowed
 * @param heldOutLessons to measure with; borrowed
 * @param schedule the levels of noise
 * @param prediction what is to be predicted
 * @param carried the share of the noisiest latents that carry the start of a relight
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
        double carried,
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
        NoisedBatch noised = noised(drawn, chance);
        ImmutableList<String> words = pupil.prompts().varied(drawn.words(), chance);
        return torch.mse_loss(pupil.predict(noised, drawn, words), noised.answer());
    }

    NoisedBatch noised(Lessons drawn, Chance chance) {
        return NoisedBatch.of(drawn, schedule, prediction, carried, chance);
    }

    @Override
    public double heldOut() {
        Chance chance = new Chance(seed).fork("held out");
        try (TensorScope scope = TensorScope.open()) {
            return loss(heldOutLessons.draw(HELD_OUT, chance), chance).item_float();
        }
    }
}
