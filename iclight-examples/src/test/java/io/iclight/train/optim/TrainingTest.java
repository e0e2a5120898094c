package io.iclight.train.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.common.collect.ImmutableMap;
import com.google.common.util.concurrent.Uninterruptibles;
import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
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

    @Test
    void aModelThatCannotBeMeasuredIsNotTheBest() {
        assertThatThrownBy(() -> best(2, Double.NaN, "V"))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("the held-out loss after step 1 is NaN");
    }

    @Test
    void theCheckpointOfOtherParametersIsRefused() {
        best(2, 0.5, "V");
        try (TensorScope scope = TensorScope.open();
                TensorSource initial =
                        new NamedTensors(ImmutableMap.of("a", TensorData.ofFloats(new float[] {1}, 1)), "a test");
                ParameterVector parameters = ParameterVector.of(initial);
                TrainingState state = new TrainingState(parameters)) {
            assertThatThrownBy(() -> state.read(folder.resolve("checkpoint.safetensors")))
                    .isInstanceOf(WeightsException.class)
                    .hasMessageContaining(
                            "is the checkpoint of another training: expected parameter.a as [1], found [2]");
        }
    }

    /** Has a loss alone. */
    private record Half(Supplier<Tensor> loss) implements Objective {

        @Override
        public Tensor loss(long step) {
            return loss.get();
        }

        @Override
        public double heldOut() {
            return 0;
        }

        @Override
        public String measure() {
            return "nothing";
        }
    }

    /** The half that fails throws what it threw, once the other half, which writes to the same memory, has ended. */
    @Test
    void aStepThatFailsInHalfWaitsForTheOther() {
        AtomicBoolean ended = new AtomicBoolean();
        Half fails = new Half(() -> {
            throw new OutOfMemoryError("no room");
        });
        Half lasts = new Half(() -> {
            Uninterruptibles.sleepUninterruptibly(Duration.ofMillis(200));
            ended.set(true);
            return torch.zeros(1).set_requires_grad(true);
        });
        try (TensorScope scope = TensorScope.open();
                TensorSource initial =
                        new NamedTensors(ImmutableMap.of("a", TensorData.ofFloats(new float[] {1}, 1)), "a test");
                ParameterVector one = ParameterVector.of(initial);
                ParameterVector other = ParameterVector.of(initial);
                Workers workers = new Workers(List.of(new Worker(one, fails), new Worker(other, lasts)))) {
            assertThatThrownBy(() -> workers.backward(0)).isInstanceOf(OutOfMemoryError.class);
            assertThat(ended).isTrue();
        }
    }

    @Test
    void aLossOfNothingIsDrawn() throws IOException {
        Path log = Files.writeString(folder.resolve("log.csv"), Journal.HEAD + "\n1,0.5,0.3\n2,0.000000,0.000000\n");
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> LossCurve.read(log).draw(folder.resolve("curve.png")));
        assertThat(folder.resolve("curve.png")).isNotEmptyFile();
    }
}
