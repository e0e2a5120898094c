package io.iclight.io.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacementTest {

    @ParameterizedTest
    @CsvSource({"cpu, cpu", "cuda, cuda:0", "cuda:0, cuda:0", "cuda:12, cuda:12"})
    void aNameIsReadAsItIsWritten(String name, String device) {
        assertThat(Device.named(name)).hasToString(device).isEqualTo(Device.named(device));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "CPU", "cpu:0", "cuda:", "cuda:-1", "cuda:128", "cuda:1 ", "cuda:9999", "meta"})
    void anUnknownNameIsSaidWithTheKnownOnes(String name) {
        assertThatThrownBy(() -> Device.named(name))
                .isInstanceOf(UnknownDeviceException.class)
                .hasMessage("no device is called \"" + name
                        + "\"; expected cpu, cuda, cuda:N with the number of a card from 0, or auto");
    }

    @Test
    void aTensorThatIsThereAlreadyIsNotCopied() {
        try (TensorScope scope = TensorScope.open()) {
            Tensor x = TensorData.ofFloats(new float[] {1, 2}, 2);
            assertThat(Placement.CPU_F32.move(x).data_ptr()).isEqualTo(x.data_ptr());
        }
    }

    @Test
    void aMoveChangesDeviceAndTypeAndNothingElse() {
        Placement nowhere = new Placement(Device.META, ElementType.BF16);
        long before = Pointer.totalCount();
        try (TensorScope scope = TensorScope.open()) {
            Tensor x = TensorData.ofFloats(new float[] {1, 1 / 3f, 70000}, 3, 1);

            Tensor moved = nowhere.move(x);

            assertThat(Device.of(moved)).isEqualTo(Device.META);
            assertThat(ElementType.of(moved.scalar_type())).isEqualTo(ElementType.BF16);
            assertThat(TensorData.shape(moved).asList()).containsExactly(3L, 1L);
            assertThat(TensorData.floats(Placement.cpu(ElementType.F16).move(x)))
                    .containsExactly(1, 0x1.554p-2f, Float.POSITIVE_INFINITY);
            assertThat(Device.of(x)).isEqualTo(Device.CPU);
        }
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    @Test
    void noModelComputesInWholeNumbers() {
        assertThatThrownBy(() -> Placement.cpu(ElementType.I64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not in I64");
    }
}
