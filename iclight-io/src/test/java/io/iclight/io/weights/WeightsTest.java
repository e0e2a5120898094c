package io.iclight.io.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.tensor.Device;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Libtorch;
import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.TensorData;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class WeightsTest {

    private final TensorSource source = HashWeights.model(
            ImmutableMap.of(
                    "block.0.weight", TensorInfo.of(ElementType.F32, 3, 2),
                    "block.0.bias", TensorInfo.of(ElementType.F32, 3),
                    "block.1.weight", TensorInfo.of(ElementType.F32, 3, 2, 1, 1)),
            1);

    @Test
    void parametersAreFoundByPathAndConverted() {
        try (ModelMemory memory = new ModelMemory("the model")) {
            Weights block =
                    Weights.of(source, memory, Placement.cpu(ElementType.F64)).at("block");
            Tensor weight = block.at(0).parameter("weight", 3, 2);
            Tensor squeezed = block.at(1).parameterStoredAs("weight", new long[] {3, 2}, 3, 2, 1, 1);
            assertThat(block.at("0").has("bias")).isTrue();
            assertThat(block.has("bias")).isFalse();
            block.parameter("0.bias", 3);
            assertThatCode(() -> block.finish("the test")).doesNotThrowAnyException();
            assertThat(ElementType.of(weight.scalar_type())).isEqualTo(ElementType.F64);
            assertThat(TensorData.shape(squeezed).asList()).containsExactly(3L, 2L);
        }
    }

    @Test
    void parametersAreMovedToTheDevice() {
        try (ModelMemory memory = new ModelMemory("the model")) {
            Placement nowhere = new Placement(Device.META, ElementType.F16);
            Weights block = Weights.of(source, memory, nowhere).at("block");
            Tensor weight = block.at(0).parameter("weight", 3, 2);
            Tensor squeezed = block.at(1).parameterStoredAs("weight", new long[] {3, 2}, 3, 2, 1, 1);
            assertThat(Device.of(weight)).isEqualTo(Device.META);
            assertThat(Device.of(squeezed)).isEqualTo(Device.META);
            assertThat(ElementType.of(weight.scalar_type())).isEqualTo(ElementType.F16);
        }
    }

    @Test
    void everythingThatDoesNotFitIsReportedAtOnce() {
        try (ModelMemory memory = new ModelMemory("the model")) {
            Weights weights = Weights.of(source, memory, Placement.CPU_F32);
            Tensor placeholder = weights.at("block").at(0).parameter("weight", 2, 3);
            assertThat(TensorData.shape(placeholder).asList()).containsExactly(2L, 3L);
            weights.parameter("block.0.bias", 3);
            weights.parameter("block.2.weight", 7);
            assertThatThrownBy(() -> weights.finish("a UNet"))
                    .isInstanceOf(WeightsException.class)
                    .hasMessage("iclight-hash-v1 (seed 1) does not fit a UNet"
                            + "\n  missing (1): block.2.weight [7]"
                            + "\n  of another shape (1): block.0.weight: expected [2, 3], found [3, 2]"
                            + "\n  unknown to the graph (1): block.1.weight"
                            + "; is this the right file, and the config.json that belongs to it?");
        }
    }

    @Test
    void aRehearsalReadsNothingAndSaysTheSame() {
        TensorSource unreadable = new TensorSource() {
            @Override
            public ImmutableMap<String, TensorInfo> tensors() {
                return source.tensors();
            }

            @Override
            public Tensor read(String name) {
                throw new AssertionError(name + " was read");
            }

            @Override
            public String origin() {
                return "headers";
            }

            @Override
            public void close() {}
        };
        try (ModelMemory memory = new ModelMemory("the rehearsal")) {
            Weights block = Weights.rehearsal(unreadable, memory).at("block");
            assertThat(block.has("0.bias")).isTrue();
            assertThat(block.has("0.scale")).isFalse();
            block.at(0).parameter("weight", 3, 2);
            Tensor squeezed = block.at(1).parameterStoredAs("weight", new long[] {3, 2}, 3, 2, 1, 1);
            assertThat(TensorData.shape(squeezed).asList()).containsExactly(3L, 2L);
            assertThatThrownBy(() -> block.finish("the test"))
                    .isInstanceOf(WeightsException.class)
                    .hasMessage("headers does not fit the test\n  unknown to the graph (1): block.0.bias"
                            + "; is this the right file, and the config.json that belongs to it?");
            block.ignore("0.bias");
            assertThatCode(() -> block.finish("the test")).doesNotThrowAnyException();
        }
    }

    @Test
    void aSurveyTellsWhatACheckpointHolds() {
        try (ModelMemory memory = new ModelMemory("the survey")) {
            Weights survey = Weights.survey(memory);
            Tensor huge = survey.at("block").parameter("weight", 100_000, 100_000);
            survey.at("block").parameterStoredAs("bias", new long[] {2}, 2, 1, 1);
            assertThat(TensorData.shape(huge).asList()).containsExactly(100_000L, 100_000L);
            assertThat(survey.at("anything").has("at all")).isTrue();
            survey.finish("the test");
            assertThat(survey.asked())
                    .containsExactly(
                            Map.entry("block.weight", TensorInfo.of(ElementType.F32, 100_000, 100_000)),
                            Map.entry("block.bias", TensorInfo.of(ElementType.F32, 2)));
        }
    }

    @Test
    void whatDoesNotChangeIsSharedAndOutlivesWhoeverClosesFirst() {
        Libtorch.start();
        long before = Pointer.totalCount();
        ModelMemory first = new ModelMemory("the first");
        ModelMemory second = new ModelMemory("the second");
        Weights weights = Weights.of(source, first, Placement.CPU_F32);
        Tensor bias = weights.parameter("block.0.bias", 3);
        Tensor squeezed = weights.parameterStoredAs("block.1.weight", new long[] {3, 2}, 3, 2, 1, 1);
        TensorSource changes = HashWeights.model(ImmutableMap.of("block.0.bias", TensorInfo.of(ElementType.F32, 3)), 2);

        Weights other = Weights.sharing(changes, weights.held(), second, Placement.CPU_F32);
        Tensor changed = other.parameter("block.0.bias", 3);
        Tensor shared = other.parameterStoredAs("block.1.weight", new long[] {3, 2}, 3, 2, 1, 1);
        assertThatCode(() -> other.finish("the test")).doesNotThrowAnyException();

        assertThat(TensorData.floats(changed)).isNotEqualTo(TensorData.floats(bias));
        assertThat(shared.data_ptr().address()).isEqualTo(squeezed.data_ptr().address());
        float[] numbers = TensorData.floats(squeezed);
        first.close();
        assertThat(TensorData.floats(shared)).isEqualTo(numbers);
        second.close();
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before + 2);

        try (ModelMemory third = new ModelMemory("the third")) {
            Weights stranger = Weights.sharing(source, HeldWeights.NONE, third, Placement.CPU_F32);
            assertThatThrownBy(() -> stranger.finish("the test")).hasMessageContaining("unknown to the graph (3)");
        }
    }

    @Test
    void everyParameterBelongsToTheModel() {
        Libtorch.start();
        long before = Pointer.totalCount();
        try (ModelMemory memory = new ModelMemory("the model")) {
            Weights weights = Weights.of(source, memory, Placement.cpu(ElementType.F16));
            weights.parameter("block.0.weight", 3, 2);
            weights.parameterStoredAs("block.1.weight", new long[] {3, 2}, 3, 2, 1, 1);
            weights.parameter("missing", 3);
        }
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }
}
