package io.iclight.train.diffusion;

import com.google.common.collect.ImmutableList;
import io.iclight.io.tensor.TensorScope;
import io.iclight.train.optim.Objective;
import io.iclight.train.render.noise.Chance;
import org.bytedeco.pytorch.Tensor;

/**
 * How far what a mixer makes of rendered pictures in two lights is from the picture in both, within the subject.
 *
 * @param mixer learns
 * @param lessons to learn from, drawn from in turn; borrowed
 * @param heldOutLessons to measure with; borrowed
 * @param seed decides what is drawn
 */
record MixingObjective(Mixer mixer, ImmutableList<LatentPool> lessons, LatentPool heldOutLessons, long seed)
        implements Objective {

    private static final int SCENES = 4;
    private static final int HELD_OUT = 16;

    @Override
    public Tensor loss(long step) {
        try (TensorScope scope = TensorScope.open()) {
            LatentPool pool = lessons.get((int) (step % lessons.size()));
            Chance chance = new Chance(seed).fork("mixing").fork(step);
            return scope.handOut(untrue(mixer, pool.drawSums(SCENES, chance)));
        }
    }

    @Override
    public double heldOut() {
        try (TensorScope scope = TensorScope.open()) {
            Chance chance = new Chance(seed).fork("held out mixing");
            return untrue(mixer, heldOutLessons.drawSums(HELD_OUT, chance)).item_float();
        }
    }

    @Override
    public String measure() {
        return "squared error of mixed pictures, " + heldOutLessons.digest() + ", seed " + seed;
    }

    /** In the caller's scope. */
    static Tensor untrue(Mixer mixer, LatentPool.Triple lights) {
        Lessons sum = lights.sum();
        Tensor mixed = mixer.mix(lights.first().lit(), lights.second().lit());
        return within(sum, sum.lit().sub(mixed));
    }

    /** The mean square where the subject is, in the caller's scope. */
    static Tensor within(Lessons lessons, Tensor difference) {
        Tensor square = difference.square().mean(new long[] {1}, true, null);
        return square.mul(lessons.mattes()).sum().div(lessons.mattes().sum());
    }
}
