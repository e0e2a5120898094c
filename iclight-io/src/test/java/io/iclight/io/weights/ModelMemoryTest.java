package io.iclight.io.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.io.tensor.Libtorch;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ModelMemoryTest {

    @BeforeAll
    static void start() {
        Libtorch.start();
    }

    @Test
    void parametersLiveUntilTheModelIsClosed() {
        long before = Pointer.totalCount();
        ModelMemory memory = new ModelMemory("the model");
        Tensor parameter;
        try (TensorScope scope = TensorScope.open()) {
            parameter = memory.own(() -> {
                TensorData.ofFloats(new float[] {1}, 1);
                return TensorData.ofFloats(new float[] {2}, 1);
            });
        }
        assertThat(Pointer.totalCount()).isEqualTo(before + 1);
        assertThat(TensorData.floats(parameter)).containsExactly(2);
        memory.close();
        memory.close();
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    @Test
    void aClosedModelIsNotComputedWith() {
        ModelMemory memory = new ModelMemory("the model");
        memory.close();
        assertThatThrownBy(memory::use)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the model is closed");
        assertThatThrownBy(() -> memory.own(() -> TensorData.ofFloats(new float[1], 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the model is closed");
    }

    @Test
    void closingWaitsForTheComputationThatRuns() throws Exception {
        ModelMemory memory = new ModelMemory("the model");
        Tensor parameter = memory.own(() -> TensorData.ofFloats(new float[] {5}, 1));
        CountDownLatch closing = new CountDownLatch(1);
        CompletableFuture<Void> closed;
        try (ModelMemory.Use use = memory.use();
                ModelMemory.Use nested = memory.use()) {
            closed = CompletableFuture.runAsync(() -> {
                closing.countDown();
                memory.close();
            });
            closing.await();
            assertThat(TensorData.floats(parameter)).containsExactly(5);
            assertThat(closed).isNotDone();
        }
        closed.get(1, TimeUnit.MINUTES);
        assertThat(parameter.isNull()).isTrue();
    }

    @Test
    void aThreadThatComputesIsToldInsteadOfWaitingForItself() {
        try (ModelMemory memory = new ModelMemory("the model")) {
            try (ModelMemory.Use use = memory.use()) {
                assertThatThrownBy(memory::close)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("the model is in use by this very thread, "
                                + Thread.currentThread().getName() + "; end the computation first");
                assertThatThrownBy(() -> memory.own(() -> TensorData.ofFloats(new float[1], 1)))
                        .isInstanceOf(IllegalStateException.class);
            }
        }
    }
}
