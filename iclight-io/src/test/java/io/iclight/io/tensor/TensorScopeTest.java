package io.iclight.io.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TensorScopeTest {

    @BeforeAll
    static void start() {
        Libtorch.start();
    }

    @Test
    void whatIsHandedOutBelongsToTheScopeAround() {
        long before = Pointer.totalCount();
        try (TensorScope outer = TensorScope.open()) {
            Tensor sum;
            try (TensorScope inner = TensorScope.open()) {
                Tensor one = torch.ones(3);
                sum = inner.handOut(one.add(new Scalar(1)));
            }
            assertThat(Pointer.totalCount()).isEqualTo(before + 1);
            assertThat(TensorData.floats(sum)).containsExactly(2, 2, 2);
        }
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    @Test
    void whatIsHandedOutOfTheOutermostScopeBelongsToTheCaller() {
        long before = Pointer.totalCount();
        Tensor result;
        try (TensorScope scope = TensorScope.open()) {
            result = scope.handOut(torch.ones(3));
        }
        assertThat(TensorData.floats(result)).containsExactly(1, 1, 1);
        result.close();
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    @Test
    void whatIsKeptOutlivesEveryScope() {
        long before = Pointer.totalCount();
        Tensor kept;
        try (TensorScope outer = TensorScope.open();
                TensorScope inner = TensorScope.open()) {
            kept = inner.keep(torch.ones(3));
        }
        assertThat(TensorData.floats(kept)).containsExactly(1, 1, 1);
        kept.close();
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    @Test
    void aBorrowedTensorThatIsHandedOutStaysTheLenders() {
        try (Tensor lent = TensorData.ofFloats(new float[] {1}, 1)) {
            try (TensorScope scope = TensorScope.open()) {
                try (TensorScope inner = TensorScope.open()) {
                    assertThat(inner.handOut(lent)).isSameAs(lent);
                }
            }
            assertThat(TensorData.floats(lent)).containsExactly(1);
        }
    }

    @Test
    void aFailureFreesWhatWasMade() {
        long before = Pointer.totalCount();
        assertThatThrownBy(() -> {
                    try (TensorScope scope = TensorScope.open()) {
                        torch.ones(3);
                        throw new IllegalStateException("on the way");
                    }
                })
                .hasMessage("on the way");
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    @Test
    void aClosedScopeHandsNothingOut() {
        TensorScope scope = TensorScope.open();
        scope.close();
        scope.close();
        try (Tensor tensor = TensorData.ofFloats(new float[] {1}, 1)) {
            assertThatThrownBy(() -> scope.handOut(tensor))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("this scope is closed, or belongs to another thread than "
                            + Thread.currentThread().getName());
        }
    }
}
