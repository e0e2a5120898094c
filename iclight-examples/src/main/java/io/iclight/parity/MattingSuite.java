package io.iclight.parity;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.matting.IsNet;
import io.iclight.models.matting.IsNetConfig;
import io.iclight.models.matting.IsNetOutput;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** The matting network on an image: the maps and features of all levels. */
public final class MattingSuite implements ParitySuite {

    @Override
    public String name() {
        return "matting";
    }

    @Override
    public void run(ParityCase parityCase, ParityTarget target, Findings findings) {
        try (TensorSource weights = parityCase.weights();
                IsNet network = new IsNet(IsNetConfig.of(parityCase.config()), weights, target.type())) {
            forward(network, parityCase, target, findings);
        }
    }

    private static void forward(IsNet network, ParityCase parityCase, ParityTarget target, Findings findings) {
        try (TensorScope scope = TensorScope.open()) {
            IsNetOutput output = network.forwardLevels(pixels(parityCase, target));
            for (int i = 0; i < output.maps().size(); i++) {
                report("d" + (i + 1), output.maps().get(i), parityCase, findings);
                report("hx" + (i + 1) + "d", output.features().get(i), parityCase, findings);
            }
        }
    }

    /** Levels to about -1 to 1, channels first, as the demo has them. */
    private static Tensor pixels(ParityCase parityCase, ParityTarget target) {
        return parityCase
                .tensor("image")
                .toType(target.type().scalarType())
                .div(new Scalar(127.0))
                .sub(new Scalar(1.0))
                .unsqueeze(0)
                .permute(0, 3, 1, 2);
    }

    private static void report(String output, Tensor got, ParityCase parityCase, Findings findings) {
        if (parityCase.outputs().contains(output)) {
            findings.report(output, got);
        } else if (parityCase.outputs().contains(output + ".values")) {
            findings.reportCheckpoint(output, got);
        }
    }
}
