package io.iclight.io.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class LanesTest {

    /** Each waits for the other: they would never end one after the other. */
    @Test
    void computationsRunSideBySideOnOneThreadEach() {
        CountDownLatch bothRun = new CountDownLatch(2);
        ImmutableList<Tensor> made = Lanes.compute(List.of(() -> threads(bothRun), () -> threads(bothRun)));

        assertThat(made).extracting(Tensor::item_int).containsExactly(1, 1);
        made.forEach(Tensor::close);
    }

    private static Tensor threads(CountDownLatch bothRun) {
        bothRun.countDown();
        try (TensorScope scope = TensorScope.open()) {
            assertThat(bothRun.await(1, TimeUnit.MINUTES)).isTrue();
            return scope.handOut(TensorData.ofFloats(new float[] {torch.get_num_threads()}, 1));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void otherThreadsKeepTheirNumber() throws Exception {
        int before = Libtorch.threads();
        Lanes.compute(List.of(LanesTest::one, LanesTest::one)).forEach(Tensor::close);
        int[] later = new int[1];
        Thread thread = new Thread(() -> later[0] = Libtorch.threads());
        thread.start();
        thread.join();

        assertThat(Libtorch.threads()).isEqualTo(before);
        assertThat(later[0]).isEqualTo(before);
    }

    @Test
    void aFailureIsTheCallersAndLeavesNothingBehind() {
        long before = Pointer.totalCount();

        assertThatThrownBy(() -> Lanes.compute(List.of(LanesTest::one, LanesTest::none)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("not today");
        assertThatThrownBy(() -> Lanes.compute(List.of(LanesTest::none, LanesTest::one)))
                .hasMessage("not today");
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    private static Tensor one() {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(TensorData.ofFloats(new float[] {1}, 1));
        }
    }

    private static Tensor none() {
        throw new IllegalStateException("not today");
    }
}
