package io.iclight;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.keys.LoraTarget;
import io.iclight.models.keys.LoraTargets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/**
 * A LoRA file made up for a test, whose numbers do not depend on the names that it is written under.
 *
 * @param targets the modules that it changes
 * @param rank of the matrices
 * @param seed of their numbers
 */
record LoraFixture(Map<LoraTarget, ImmutableLongArray> targets, int rank, long seed) {

    static LoraFixture of(LoraTargets all, List<LoraTarget> chosen, int rank, long seed) {
        Map<LoraTarget, ImmutableLongArray> targets = new LinkedHashMap<>();
        chosen.forEach(target -> targets.put(target, all.shape(target)));
        return new LoraFixture(targets, rank, seed);
    }

    String down(LoraTarget target) {
        return target.kohyaName() + ".lora_down.weight";
    }

    String up(LoraTarget target) {
        return target.kohyaName() + ".lora_up.weight";
    }

    String alpha(LoraTarget target) {
        return target.kohyaName() + ".alpha";
    }

    /** The tensors under kohya's names. */
    TensorSource numbers() {
        ImmutableMap.Builder<String, TensorInfo> tensors = ImmutableMap.builder();
        targets.forEach((target, shape) -> {
            long[] down = shape.toArray();
            down[0] = rank;
            long[] up = shape.length() == 2 ? new long[] {shape.get(0), rank} : new long[] {shape.get(0), rank, 1, 1};
            tensors.put(down(target), TensorInfo.of(ElementType.F32, down));
            tensors.put(up(target), TensorInfo.of(ElementType.F32, up));
            tensors.put(alpha(target), TensorInfo.of(ElementType.F32));
        });
        return HashWeights.model(tensors.buildOrThrow(), seed);
    }

    /** Writes the file under names of one's own: of a module, and what follows for down, up and alpha. */
    Path write(Path file, Function<LoraTarget, String> module, String down, String up, String alpha) {
        Map<String, String> original = new LinkedHashMap<>();
        for (LoraTarget target : targets.keySet()) {
            original.put(module.apply(target) + down, down(target));
            original.put(module.apply(target) + up, up(target));
            original.put(module.apply(target) + alpha, alpha(target));
        }
        TensorSource numbers = numbers();
        SafetensorsWriter.create().write(new Renamed(numbers, original), file);
        return file;
    }

    /** Writes the file as kohya-ss does. */
    Path write(Path file) {
        return write(file, LoraTarget::kohyaName, ".lora_down.weight", ".lora_up.weight", ".alpha");
    }

    private record Renamed(TensorSource source, Map<String, String> original) implements TensorSource {

        @Override
        public ImmutableMap<String, TensorInfo> tensors() {
            return original.entrySet().stream()
                    .collect(ImmutableMap.toImmutableMap(
                            Map.Entry::getKey, entry -> source.tensors().get(entry.getValue())));
        }

        @Override
        public Tensor read(String name) {
            return source.read(original.get(name));
        }

        @Override
        public String origin() {
            return source.origin();
        }

        @Override
        public void close() {}
    }
}
