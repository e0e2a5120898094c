package io.iclight.parity.model;

import io.iclight.io.json.JsonObject;
import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.unet.UNet;
import io.iclight.models.unet.UNetConfig;
import io.iclight.models.unet.UNetObserver;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import io.iclight.parity.cases.ParitySuite;
import org.bytedeco.pytorch.Tensor;

/** One call of the UNet, and its parts' outputs where a case has them. */
public final class UNetSuite implements ParitySuite {

    /** The suite {@code unet}. */
    public UNetSuite() {}

    @Override
    public String name() {
        return "unet";
    }

    @Override
    public void run(ParityCase parityCase, Placement placement, Findings findings) {
        try (TensorSource weights = parityCase.weights();
                UNet unet = new UNet(UNetConfig.of(parityCase.config()), weights, placement);
                TensorScope scope = TensorScope.open()) {
            Tensor sample = parityCase.tensor("sample");
            Tensor context = parityCase.tensor("encoder_hidden_states");
            double timestep = parityCase.args().number("timestep");
            findings.report("out", unet.forward(sample, timestep, context, checkpoints(parityCase, findings)));
        }
    }

    private static UNetObserver checkpoints(ParityCase parityCase, Findings findings) {
        if (!parityCase.args().has("checkpoints")) {
            return UNetObserver.NONE;
        }
        JsonObject checkpoints = parityCase.args().object("checkpoints");
        return (part, output) -> {
            if (checkpoints.has(part)) {
                findings.reportCheckpoint(part, output);
            }
        };
    }
}
