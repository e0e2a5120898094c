package io.iclight.train.diffusion;

import com.google.common.collect.ImmutableList;
import io.iclight.samplers.Prediction;
import io.iclight.samplers.schedule.Betas;
import io.iclight.samplers.schedule.TrainingSchedule;
import io.iclight.train.optim.Halves;
import java.util.Optional;

/**
 * What a UNet is taught with.
 *
 * @param lessons latents of one size each; borrowed
 * @param heldOut latents to measure with; borrowed
 * @param loss what the loss is an error of; empty for what the UNet predicts
 * @param batch how many pictures a step has, an even number: half of them for each part of the step
 * @param seed decides about everything that is drawn
 */
public record Schooling(
        ImmutableList<LatentPool> lessons, LatentPool heldOut, Optional<Prediction> loss, int batch, long seed) {

    /** The schedule that the demo's default sampler runs on (IC-Light, {@code gradio_demo.py}). */
    static final TrainingSchedule SCHEDULE = TrainingSchedule.of(Betas.linear(0.00085, 0.012, 1000));

    /** Checks the components. */
    public Schooling {
        Halves.of(batch);
    }

    /**
     * One part of the steps.
     *
     * @param pupil who learns
     * @param prediction what it is to predict
     * @param hidden the share of pictures whose backdrop is hidden from a model that is shown backdrops
     * @param part which
     */
    DenoisingObjective objective(Pupil pupil, Prediction prediction, double hidden, int part) {
        return new DenoisingObjective(
                pupil,
                lessons,
                heldOut,
                SCHEDULE,
                prediction,
                loss.orElse(prediction),
                hidden,
                Halves.of(batch),
                seed,
                part);
    }
}
