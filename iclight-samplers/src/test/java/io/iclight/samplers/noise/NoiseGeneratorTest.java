package io.iclight.samplers.noise;

import static org.assertj.core.api.Assertions.assertThat;

import io.iclight.samplers.internal.NativeScope;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class NoiseGeneratorTest {

    @Test
    void aTensorHoldsTheValuesInTheirShape() {
        try (Tensor tensor = new TorchGenerator(5).next(2, 3, 4)) {
            float[] values = new float[24];
            tensor.data_ptr_float().get(values);
            assertThat(values).isEqualTo(new TorchGenerator(5).draw(2, 3, 4));
            assertThat(tensor.size(1)).isEqualTo(3);
        }
    }

    @Test
    void aTensorBelongsToTheCallerAndNothingElseIsLeft() {
        new TorchGenerator(5).next(16).close();
        long before = Pointer.totalCount();
        try (NativeScope scope = NativeScope.open()) {
            new TorchGenerator(5).next(16);
            assertThat(Pointer.totalCount()).isEqualTo(before + 1);
        }
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
        Tensor kept = new TorchGenerator(5).next(16);
        assertThat(kept.isNull()).isFalse();
        kept.close();
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }
}
