package io.iclight.parity.sampling;

import io.iclight.io.tensor.TensorScope;
import io.iclight.parity.cases.UnknownCaseException;
import io.iclight.samplers.NoiseModel;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The model that sampler cases use, because both sides can compute it exactly: {@code analytic-v1}. */
final class AnalyticModel {

    private AnalyticModel() {}

    /** Predicts for the prompt. */
    static Tensor conditional(Tensor x, double timestep) {
        try (TensorScope scope = TensorScope.open()) {
            double gain = 0.9 + 0.1 * Math.cos(timestep / 100);
            Tensor smooth = x.mul(new Scalar(0.5)).tanh().mul(new Scalar(gain));
            return scope.handOut(smooth.add(x.mul(new Scalar(3.0)).sin(), new Scalar(0.05)));
        }
    }

    /** Predicts for the empty prompt: {@code analytic-v1-uncond}. */
    static Tensor unconditional(Tensor x, double timestep) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor damped = conditional(x, timestep).mul(new Scalar(0.8));
            return scope.handOut(damped.add(x.mul(new Scalar(2.0)).cos(), new Scalar(0.1)));
        }
    }

    /** Predicts for the empty prompt in the first half of the batch and for the prompt in the second. */
    static Tensor both(Tensor x, double timestep) {
        try (TensorScope scope = TensorScope.open()) {
            long batch = x.size(0) / 2;
            Tensor first = unconditional(x.narrow(0, 0, batch), timestep);
            Tensor second = conditional(x.narrow(0, batch, batch), timestep);
            return scope.handOut(torch.cat(new TensorVector(first, second), 0));
        }
    }

    /** Finds the model that a case names. */
    static NoiseModel named(String name) {
        return switch (name) {
            case "analytic-v1" -> AnalyticModel::conditional;
            case "analytic-v1-uncond" -> AnalyticModel::unconditional;
            default -> throw new UnknownCaseException("no denoiser is called " + name);
        };
    }
}
