package io.iclight.samplers;

import io.iclight.samplers.internal.NativeScope;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** What a network was trained to predict. */
public enum Prediction {
    /** The noise in its input. */
    EPSILON("epsilon") {
        @Override
        Tensor clean(Tensor raw, Tensor x, NoiseLevel level) {
            return raw.mul(new Scalar(-level.sigma())).add_(x).div_(new Scalar(level.alpha()));
        }

        @Override
        Tensor raw(Tensor clean, Tensor x, NoiseLevel level) {
            return Transition.direction(x, clean, level);
        }
    },
    /** The velocity {@code alpha * noise - sigma * x0} of the variance-preserving process (Salimans and Ho, 2022). */
    V("v_prediction") {
        @Override
        Tensor clean(Tensor raw, Tensor x, NoiseLevel level) {
            double magnitude = level.magnitude();
            Tensor kept = x.mul(new Scalar(level.alpha())).div_(new Scalar(magnitude * magnitude));
            return raw.mul(new Scalar(-level.sigma() / magnitude)).add_(kept);
        }

        @Override
        Tensor raw(Tensor clean, Tensor x, NoiseLevel level) {
            double magnitude = level.magnitude();
            return Blend.of(x, level.alpha() / (magnitude * level.sigma()))
                    .plus(clean, -magnitude / level.sigma())
                    .tensor();
        }
    },
    /** The clean tensor itself. */
    SAMPLE("sample") {
        @Override
        Tensor clean(Tensor raw, Tensor x, NoiseLevel level) {
            return raw.to(x.scalar_type());
        }

        @Override
        Tensor raw(Tensor clean, Tensor x, NoiseLevel level) {
            return clean;
        }
    };

    /** Below this the scaling of a float32 input would not change it by more than its rounding. */
    private static final double UNNOTICEABLE = 1e-7;

    private final String diffusersName;

    Prediction(String diffusersName) {
        this.diffusersName = diffusersName;
    }

    /**
     * Finds what a scheduler's configuration calls its {@code prediction_type}.
     *
     * @param diffusersName {@code epsilon}, {@code v_prediction} or {@code sample}
     * @return what that is, or empty where diffusers has no such type
     */
    public static Optional<Prediction> named(String diffusersName) {
        return Arrays.stream(values())
                .filter(prediction -> prediction.diffusersName.equals(diffusersName))
                .findFirst();
    }

    /**
     * Returns the name that it has as a scheduler's {@code prediction_type}.
     *
     * @return such as {@code epsilon}
     */
    public String diffusersName() {
        return diffusersName;
    }

    abstract Tensor clean(Tensor raw, Tensor x, NoiseLevel level);

    abstract Tensor raw(Tensor clean, Tensor x, NoiseLevel level);

    /**
     * Turns a prediction into the estimate of the clean tensor.
     *
     * @param raw what the network predicted for {@code x}; borrowed
     * @param x the noisy tensor, as the sampler has it, not scaled for the network; borrowed
     * @param level how noisy {@code x} is
     * @return {@code x0}, belonging to the caller
     */
    public Tensor denoised(Tensor raw, Tensor x, NoiseLevel level) {
        try (NativeScope scope = NativeScope.open()) {
            return scope.handOut(clean(raw, x, level));
        }
    }

    /**
     * Makes the denoiser that asks a network at each level, its input divided by the level's {@link
     * NoiseLevel#magnitude()}.
     *
     * @param model predicts what this constant says
     * @return the denoiser
     */
    public Denoiser denoiser(NoiseModel model) {
        return (x, level) -> {
            try (NativeScope scope = NativeScope.open()) {
                Tensor raw = model.predict(scaled(x, level), level.timestep());
                ShapeMismatchException.check("the network's prediction", raw, x);
                return scope.handOut(denoised(raw, x, level));
            }
        };
    }

    /**
     * Scales a noisy tensor to what networks are trained on.
     *
     * @param x the noisy tensor, as the sampler has it; borrowed
     * @param level how noisy {@code x} is
     * @return {@code x} divided by the level's magnitude; {@code x} itself where that is 1
     */
    public static Tensor scaled(Tensor x, NoiseLevel level) {
        double magnitude = level.magnitude();
        if (Math.abs(magnitude - 1) <= UNNOTICEABLE) {
            return x;
        }
        try (NativeScope scope = NativeScope.open()) {
            return scope.handOut(x.div(new Scalar(magnitude)));
        }
    }
}
