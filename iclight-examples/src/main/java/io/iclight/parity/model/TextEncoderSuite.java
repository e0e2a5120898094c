package io.iclight.parity.model;

import io.iclight.io.json.JsonObject;
import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.clip.ClipTextConfig;
import io.iclight.models.clip.ClipTextEncoder;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import io.iclight.parity.cases.ParitySuite;
import org.bytedeco.pytorch.Tensor;

/** Rows of tokens to the text encoder's last layers. */
public final class TextEncoderSuite implements ParitySuite {

    /** The suite {@code text_encoder}. */
    public TextEncoderSuite() {}

    @Override
    public String name() {
        return "text_encoder";
    }

    @Override
    public void run(ParityCase parityCase, Placement placement, Findings findings) {
        ClipTextConfig config = ClipTextConfig.of(parityCase.config());
        JsonObject skips = parityCase.args().object("clip_skip");
        try (TensorSource weights = parityCase.weights();
                ClipTextEncoder encoder = new ClipTextEncoder(config, weights, placement);
                TensorScope scope = TensorScope.open()) {
            Tensor ids = parityCase.tensor("input_ids");
            for (String output : skips.keys()) {
                findings.report(output, encoder.forward(ids, skips.int32(output)));
            }
        }
    }
}
