package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import java.util.Optional;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** An element-wise nonlinearity. */
public enum Activation implements Layer {
    /** {@code x * sigmoid(x)}. */
    SILU {
        @Override
        public Tensor forward(Tensor x) {
            return torch.silu(x);
        }

        @Override
        public Tensor consume(Tensor x) {
            if (GradMode.is_enabled()) {
                return super.consume(x);
            }
            torch.silu_(x);
            return InPlace.result(x);
        }
    },
    /** {@code x * Phi(x)}, with the exact normal distribution function, not its approximation by tanh. */
    GELU {
        @Override
        public Tensor forward(Tensor x) {
            return torch.gelu(x);
        }
    },
    /** {@code x * sigmoid(1.702 * x)}, as OpenAI's CLIP has it in place of GELU. */
    QUICK_GELU {
        @Override
        public Tensor forward(Tensor x) {
            try (TensorScope scope = TensorScope.open()) {
                return scope.handOut(x.mul(torch.sigmoid(x.mul(new Scalar(1.702)))));
            }
        }
    },
    /** {@code max(x, 0)}. */
    RELU {
        @Override
        public Tensor forward(Tensor x) {
            return torch.relu(x);
        }

        @Override
        public Tensor consume(Tensor x) {
            if (GradMode.is_enabled()) {
                return super.consume(x);
            }
            torch.relu_(x);
            return InPlace.result(x);
        }
    },
    /** {@code x * tanh(log(1 + exp(x)))} (Misra, 2019). */
    MISH {
        @Override
        public Tensor forward(Tensor x) {
            return torch.mish(x);
        }
    };

    /**
     * Finds an activation by the name that a {@code config.json} gives it.
     *
     * @param name as diffusers ({@code act_fn}) and transformers ({@code hidden_act}) spell it
     * @return the activation, or empty where this library has none of that name
     */
    public static Optional<Activation> named(String name) {
        return switch (name) {
            case "silu", "swish" -> Optional.of(SILU);
            case "gelu" -> Optional.of(GELU);
            case "quick_gelu" -> Optional.of(QUICK_GELU);
            case "relu" -> Optional.of(RELU);
            case "mish" -> Optional.of(MISH);
            default -> Optional.empty();
        };
    }
}
