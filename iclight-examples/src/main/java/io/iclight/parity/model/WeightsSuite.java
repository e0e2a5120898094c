package io.iclight.parity.model;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.json.JsonObject;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import io.iclight.parity.cases.ParitySuite;
import java.util.ArrayList;
import java.util.List;

/** The generator of synthetic parameters, value by value. */
public final class WeightsSuite implements ParitySuite {

    /** The suite {@code weights}. */
    public WeightsSuite() {}

    @Override
    public String name() {
        return "weights";
    }

    @Override
    public void run(ParityCase parityCase, Placement placement, Findings findings) {
        for (JsonObject parameter : parityCase.json().objects("parameters")) {
            String name = parameter.string("name");
            ImmutableLongArray shape = ImmutableLongArray.copyOf(parameter.integers("shape"));
            ImmutableMap<String, TensorInfo> one = ImmutableMap.of(name, new TensorInfo(ElementType.F32, shape));
            long seed = parameter.integer("seed");
            try (TensorSource source = parameter.has("gain")
                    ? HashWeights.offset(one, seed, parameter.number("gain"))
                    : HashWeights.model(one, seed)) {
                float[] values = TensorData.floats(source.read(name));
                List<Float> got = new ArrayList<>();
                List<Float> want = new ArrayList<>();
                parameter.integers("index").forEach(i -> got.add(values[i.intValue()]));
                parameter.numbers("values").forEach(value -> want.add(value.floatValue()));
                findings.reportEqual(name + " seed " + seed, got, want);
            }
        }
    }
}
