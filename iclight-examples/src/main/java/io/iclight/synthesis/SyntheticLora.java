package io.iclight.synthesis;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorInfo;
import io.iclight.models.keys.LoraTarget;
import io.iclight.models.keys.LoraTargets;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * A LoRA file of the kind that kohya-ss's trainer writes, in float16, that was never trained.
 *
 * @param targets the modules of the models that it is for
 * @param chosen which of them it changes; matrices alone
 * @param rank of the changes, 1 or more
 * @param seed any number
 */
public record SyntheticLora(LoraTargets targets, Predicate<LoraTarget> chosen, int rank, long seed) {

    private static final double GAIN = 0.2;

    /**
     * Writes the file.
     *
     * @param file made or replaced
     * @return the file
     */
    public Path write(Path file) {
        ImmutableMap.Builder<String, TensorInfo> tensors = ImmutableMap.builder();
        targets.all().stream().filter(chosen).forEach(target -> {
            long out = targets.shape(target).get(0);
            long in = targets.shape(target).get(1);
            tensors.put(target.kohyaName() + ".lora_down.weight", TensorInfo.of(ElementType.F16, rank, in));
            tensors.put(target.kohyaName() + ".lora_up.weight", TensorInfo.of(ElementType.F16, out, rank));
        });
        SafetensorsWriter.create()
                .roundedTo(ElementType.F16)
                .write(HashWeights.offset(tensors.buildOrThrow(), seed, GAIN), file);
        return file;
    }
}
