package io.iclight.models.lora;

import io.iclight.models.checkpoint.ModelSource;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A LoRA file and how strongly it acts.
 *
 * @param source the file, on disk or on the hub
 * @param weight what its changes are multiplied by: 1 as trained, 0 not at all, below 0 the other way
 */
public record Lora(ModelSource source, double weight) {

    /** Checks the components. */
    public Lora {
        Objects.requireNonNull(source, "source");
        if (!Double.isFinite(weight)) {
            throw new IllegalArgumentException(
                    "the weight of LoRA " + source + " must be a finite number, was " + weight);
        }
    }

    /**
     * Names a file.
     *
     * @param file the file
     * @param weight what its changes are multiplied by
     * @return the LoRA
     */
    public static Lora of(Path file, double weight) {
        return new Lora(ModelSource.of(file), weight);
    }
}
