package io.iclight.samplers;

import io.iclight.samplers.internal.NativeScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** What a network was trained to predict. */
public enum Prediction {
    /** The noise in its input. */
    EPSILON {
        @Override
        Blend clean(Tensor raw, Tensor x, NoiseLevel level) {
            return Blend.of(x, 1 / level.alpha()).plus(raw, -level.ratio());
        }

        @Override
        Blend raw(Tensor clean, Tensor x, NoiseLevel level) {
            return Blend.of(x, 1 / level.sigma()).plus(clean, -1 / level.ratio());
        }
    },
    /** The velocity {@code alpha * noise - sigma * x0} of the variance-preserving process (Salimans and Ho, 2022). */
    V {
        @Override
        Blend clean(Tensor raw, Tensor x, NoiseLevel level) {
            double magnitude = level.magnitude();
            return Blend.of(x, level.alpha() / (magnitude * magnitude)).plus(raw, -level.sigma() / magnitude);
        }

        @Override
        Blend raw(Tensor clean, Tensor x, NoiseLevel level) {
            double magnitude = level.magnitude();
            return Blend.of(x, level.alpha() / (magnitude * level.sigma())).plus(clean, -magnitude / level.sigma());
        }
    },
    /** The clean tensor itself. */
    SAMPLE {
        @Override
        Blend clean(Tensor raw, Tensor x, NoiseLevel level) {
            return Blend.of(raw, 1);
        }

        @Override
        Blend raw(Tensor clean, Tensor x, NoiseLevel level) {
            return Blend.of(clean, 1);
        }
    };

    /** Below this the scaling of a float32 input would not change it by more than its rounding. */
    private static final double UNNOTICEABLE = 1e-7;

    abstract Blend clean(Tensor raw, Tensor x, NoiseLevel level);

    abstract Blend raw(Tensor clean, Tensor x, NoiseLevel level);

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
            return scope.handOut(clean(raw, x, level).tensor());
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
