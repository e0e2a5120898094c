package io.iclight.train.optim;

import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** Gaussian noise that a seed decides, whatever was drawn before. */
public final class StepNoise {

    private StepNoise() {}

    /**
     * Draws.
     *
     * @param seed any number
     * @param like whose shape the noise has; borrowed
     * @return independent standard normal values in float32, belonging to the caller
     */
    public static Tensor of(long seed, Tensor like) {
        return of(seed, TensorData.shape(like).toArray());
    }

    /**
     * Draws.
     *
     * @param seed any number
     * @param shape the axes
     * @return independent standard normal values in float32, belonging to the caller
     */
    public static Tensor of(long seed, long... shape) {
        try (TensorScope scope = TensorScope.open()) {
            Generator generator = torch.make_generator_cpu(seed);
            return scope.handOut(torch.randn(
                    shape, new GeneratorOptional(generator), new TensorOptions(ElementType.F32.scalarType())));
        }
    }
}
