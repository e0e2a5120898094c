package io.iclight.io.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorDataTest {

    @Test
    void elementsComeBackInOrderWhateverTheLayout() {
        try (TensorScope scope = TensorScope.open()) {
            Tensor rows = TensorData.ofFloats(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
            Tensor columns = rows.t();
            assertThat(columns.is_contiguous()).isFalse();
            assertThat(TensorData.shape(columns).asList()).containsExactly(3L, 2L);
            assertThat(TensorData.floats(columns)).containsExactly(1, 4, 2, 5, 3, 6);
            assertThat(TensorData.doubles(columns)).containsExactly(1, 4, 2, 5, 3, 6);
            assertThat(TensorData.longs(columns)).containsExactly(1, 4, 2, 5, 3, 6);
            assertThat(TensorData.bytes(columns)).containsExactly(1, 4, 2, 5, 3, 6);
        }
    }

    @Test
    void everyKindOfArrayMakesATensor() {
        try (TensorScope scope = TensorScope.open()) {
            assertThat(TensorData.doubles(TensorData.ofDoubles(new double[] {0.1, -1e300}, 2)))
                    .containsExactly(0.1, -1e300);
            assertThat(TensorData.longs(TensorData.ofLongs(new long[] {Long.MIN_VALUE, 7}, 1, 2)))
                    .containsExactly(Long.MIN_VALUE, 7);
            Tensor bytes = TensorData.ofBytes(new byte[] {-1, 0, 127}, 3);
            assertThat(TensorData.longs(bytes)).containsExactly(255, 0, 127);
            assertThat(TensorData.bytes(bytes)).containsExactly(-1, 0, 127);
        }
    }

    @Test
    void emptyTensorsAndScalarsAreTensors() {
        try (TensorScope scope = TensorScope.open()) {
            Tensor empty = TensorData.ofFloats(new float[0], 2, 0);
            assertThat(TensorData.shape(empty).asList()).containsExactly(2L, 0L);
            assertThat(TensorData.floats(empty)).isEmpty();
            assertThat(TensorData.bytes(empty)).isEmpty();
            Tensor scalar = TensorData.ofFloats(new float[] {3});
            assertThat(TensorData.shape(scalar).isEmpty()).isTrue();
            assertThat(TensorData.floats(scalar)).containsExactly(3);
        }
    }

    @Test
    void aShapeThatDoesNotFitIsRefusedInWords() {
        assertThatThrownBy(() -> TensorData.ofFloats(new float[5], 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a tensor of shape [2, 3] has 6 elements, but 5 were given");
        assertThatThrownBy(() -> TensorData.ofFloats(new float[0], -1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a tensor cannot have the negative axis -1 of shape [-1, 0]");
        assertThatThrownBy(() -> TensorData.ofLongs(new long[1], 1L << 40, 1L << 40))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 65_535, 65_536, 65_537, 1_000_003})
    void elementsAreComputedInPartsEachOnce(long length) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor computed = TensorData.ofFloats(
                    (begin, part) -> {
                        for (int i = 0; i < part.length; i++) {
                            part[i] += begin + i;
                        }
                    },
                    length);
            float[] floats = TensorData.floats(computed);
            assertThat(floats).hasSize((int) length);
            for (int i = 0; i < length; i++) {
                if (floats[i] != i) {
                    assertThat(floats[i]).as("element %d", i).isEqualTo(i);
                }
            }
        }
    }

    /** What they write to is freed once the failure is thrown. */
    @Test
    void aPartThatFailsWaitsForThoseThatRun() {
        Thread caller = Thread.currentThread();
        CountDownLatch another = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        assertThatThrownBy(() -> TensorData.ofFloats(
                        (begin, part) -> {
                            if (Thread.currentThread() == caller) {
                                wait(another, 2000);
                                throw new IllegalStateException("part " + begin);
                            }
                            running.incrementAndGet();
                            another.countDown();
                            wait(new CountDownLatch(1), 200);
                            running.decrementAndGet();
                        },
                        1 << 20))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("part ");
        assertThat(running).hasValue(0);
    }

    private static void wait(CountDownLatch latch, long milliseconds) {
        try {
            latch.await(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void moreThanAnArrayHoldsIsRefusedInWords() {
        try (TensorScope scope = TensorScope.open()) {
            Tensor huge = TensorData.ofBytes(new byte[1], 1).expand(1L << 31);
            assertThatThrownBy(() -> TensorData.bytes(huge))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a tensor of 2147483648 elements does not fit a Java array; copy it in parts");
        }
    }

    @Test
    void nothingNativeIsLeftBehind() {
        Libtorch.start();
        long before = Pointer.totalCount();
        try (Tensor tensor = TensorData.ofFloats(new float[] {1, 2}, 2)) {
            assertThat(Pointer.totalCount()).isEqualTo(before + 1);
            TensorData.shape(tensor);
            TensorData.floats(tensor);
            TensorData.longs(tensor);
        }
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }
}
