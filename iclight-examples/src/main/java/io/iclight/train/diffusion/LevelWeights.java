package io.iclight.train.diffusion;

import io.iclight.samplers.Prediction;
import org.bytedeco.pytorch.Tensor;

/** How much an error counts at each level of noise. */
public enum LevelWeights {
    /** The same at all levels. */
    EVEN,
    /**
     * As much as that of the velocity which the answer stands for (Salimans and Ho, Progressive Distillation for Fast Sampling of
     * Diffusion Models, ICLR 2022, section 4): an error of the noise counts {@code 1 / alpha^2} times, so that the highest
     * levels, where a picture is decided, count for something.
     */
    VELOCITY;

    /** An error of what a network says, so that its square counts as much as it should. */
    Tensor weigh(Tensor error, Prediction prediction, NoiseLevels levels) {
        return switch (this) {
            case EVEN -> error;
            case VELOCITY -> levels.asVelocity(prediction, error);
        };
    }
}
