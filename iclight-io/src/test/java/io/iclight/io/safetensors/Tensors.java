package io.iclight.io.safetensors;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Tensors in Java memory: numbers of which every element type holds each. */
final class Tensors implements TensorSource {

    private final Map<String, TensorInfo> infos = new LinkedHashMap<>();
    private final Map<String, double[]> values = new LinkedHashMap<>();

    Tensors with(String name, ElementType type, double[] numbers, long... shape) {
        infos.put(name, TensorInfo.of(type, shape));
        values.put(name, numbers);
        return this;
    }

    /** Adds a tensor of the numbers 0, 1, 0, 1, …, which are numbers of every type. */
    Tensors with(String name, ElementType type, long... shape) {
        double[] numbers = new double[(int) TensorInfo.of(type, shape).elements()];
        for (int i = 1; i < numbers.length; i += 2) {
            numbers[i] = 1;
        }
        return with(name, type, numbers, shape);
    }

    @Override
    public ImmutableMap<String, TensorInfo> tensors() {
        return ImmutableMap.copyOf(infos);
    }

    @Override
    public Tensor read(String name) {
        try (TensorScope scope = TensorScope.open()) {
            TensorInfo info = infos.get(name);
            return scope.handOut(
                    TensorData.ofDoubles(values.get(name), info.shape().toArray())
                            .toType(info.type().scalarType()));
        }
    }

    @Override
    public String origin() {
        return "the test";
    }

    @Override
    public void close() {}
}
