package io.iclight.parity.model;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.json.JsonObject;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.iclight.IcLightWeights;
import io.iclight.models.unet.UNet;
import io.iclight.models.unet.UNetConfig;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import io.iclight.parity.cases.ParitySuite;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** A base UNet plus an offset: the merged parameters, and what the merged UNet computes. */
public final class MergeSuite implements ParitySuite {

    /** The suite {@code merge}. */
    public MergeSuite() {}

    @Override
    public String name() {
        return "merge";
    }

    @Override
    public void run(ParityCase parityCase, Placement placement, Findings findings) {
        TensorSource base = parityCase.weights();
        try (IcLightWeights merged =
                IcLightWeights.add(base, offset(base, parityCase.args().object("offset")))) {
            reportParameters(merged, parityCase, findings);
            UNetConfig config = merged.model().grow(UNetConfig.of(parityCase.config()));
            try (UNet unet = new UNet(config, merged, placement);
                    TensorScope scope = TensorScope.open()) {
                Tensor sample = parityCase.tensor("sample");
                Tensor context = parityCase.tensor("encoder_hidden_states");
                findings.report("out", unet.forward(sample, parityCase.args().number("timestep"), context));
            }
        }
    }

    private static void reportParameters(IcLightWeights merged, ParityCase parityCase, Findings findings) {
        JsonObject checkpoints = parityCase.args().object("checkpoints");
        for (String name : merged.tensors().keySet()) {
            try (TensorScope scope = TensorScope.open()) {
                if (parityCase.outputs().contains(name)) {
                    findings.report(name, merged.read(name));
                } else if (checkpoints.has(name)) {
                    findings.reportCheckpoint(name, merged.read(name));
                }
            }
        }
    }

    /** The offset has the names of the base, and its shapes but for those that the case changes. */
    private static TensorSource offset(TensorSource base, JsonObject offset) {
        Map<String, TensorInfo> shapes = new LinkedHashMap<>(base.tensors());
        JsonObject changes = offset.object("state_dict_changes");
        for (String name : changes.keys()) {
            ImmutableLongArray shape = ImmutableLongArray.copyOf(changes.integers(name));
            shapes.put(name, new TensorInfo(ElementType.F32, shape));
        }
        return ParityCase.weights(offset.object("weights"), ImmutableMap.copyOf(shapes));
    }
}
