package io.iclight.train.optim;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which model is the best so far, when a training goes on: a step a checkpoint, and two parameters. */
class TrainingTest {

    @TempDir
    private Path folder;

    /** Of a measure that says what it is told to say. */
    private record Told(Tensor parameter, double heldOut, String measure) implements Objective {

        @Override
        public Tensor loss(long step) {
            return parameter.square().sum();
        }
    }

    /** Goes on to a step, with one number for every model, and returns the steps whose model was the best so far. */
    private List<Long> best(int lastStep, double heldOut, String measure) {
        List<Long> best = new ArrayList<>();
        try (TensorScope scope = TensorScope.open();
                TensorSource initial =
                        new NamedTensors(ImmutableMap.of("a", TensorData.ofFloats(new float[] {1, 2}, 2)), "a test");
                ParameterVector parameters = ParameterVector.of(initial);
                TrainingState state = new TrainingState(parameters)) {
            Tensor leaf = parameters.leaves("").read("a");
            new Training(folder, Recipe.of(1e-3, lastStep), 1, 1)
                    .run(
                            state,
                            List.of(new Worker(parameters, new Told(leaf, heldOut, measure))),
                            line -> {},
                            written -> best.add(written.step()));
        }
        return best;
    }

    @Test
    void theLeastOfOneMeasureIsNoBoundForAnother() {
        assertThat(best(2, 0.5, "V")).containsExactly(1L);
        assertThat(best(3, 0.6, "V")).as("worse than before").isEmpty();
        assertThat(best(4, 0.6, "EPSILON")).as("not to be compared").containsExactly(4L);
        assertThat(best(5, 0.6, "EPSILON")).isEmpty();
        assertThat(best(6, 0.5, "EPSILON")).as("better").containsExactly(6L);
    }

    @Test
    void aCheckpointThatDoesNotSayHowItWasMeasuredIsGoneOnWith() {
        best(2, 0.5, "V");
        forgetMeasure();

        assertThat(best(3, 0.6, "V")).containsExactly(3L);
    }

    /** Leaves a checkpoint with what it held before measures had names. */
    private void forgetMeasure() {
        Path file = folder.resolve("checkpoint.safetensors");
        Path without = folder.resolve("without.safetensors");
        try (SafetensorsFile source = SafetensorsFile.open(file)) {
            SafetensorsWriter.create()
                    .metadata("step", source.metadata().get("step"))
                    .metadata("least_held_out", source.metadata().get("least_held_out"))
                    .write(source, without);
        }
        assertThat(without.toFile().renameTo(file.toFile())).isTrue();
    }
}
