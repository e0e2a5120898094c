package io.iclight.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.iclight.models.TensorScopeExtension;
import io.iclight.models.layers.FlopCounter.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TensorScopeExtension.class)
final class SharedAttentionTest {

    private static final Attention ATTENTION = new Attention(4, Attention.Mask.NONE);

    /** So many tokens are a kernel's in Java, and so few are libtorch's, which each lane calls for itself. */
    @ParameterizedTest
    @ValueSource(ints = {1024, 16})
    void bothLanesGetTheWholeProduct(int tokens) {
        Tensor x = torch.randn(1, tokens, 32);
        Tensor expected;
        long once;
        try (FlopCounter counter = FlopCounter.open()) {
            expected = ATTENTION.forward(x, x, x);
            once = counter.of(Kind.ATTENTION);
        }
        boolean isShared = ATTENTION.kernel(x, x, x).isPresent();

        try (SharedAttention shared = new SharedAttention();
                FlopCounter counter = FlopCounter.open()) {
            Tensor both = Inference.sideBySide(
                    List.of(() -> shared.forward(ATTENTION, x, x, x), () -> shared.forward(ATTENTION, x, x, x)));

            assertThat(torch.equal(both, torch.cat(new TensorVector(expected, expected), 0)))
                    .isTrue();
            assertThat(counter.of(Kind.ATTENTION)).isEqualTo(isShared ? once : 2 * once);
        }
    }

    @Test
    void nobodyWaitsForPiecesThatFailed() {
        List<Integer> done = new ArrayList<>();
        Pieces pieces = new Pieces(5, () -> piece -> {
            if (piece == 2) {
                throw new IllegalStateException("no memory");
            }
            done.add(piece);
        });

        assertThatThrownBy(pieces::work).hasMessage("no memory");

        assertTimeoutPreemptively(Duration.ofSeconds(10), pieces::awaitOthers);
        pieces.work();
        assertThat(done).containsExactly(0, 1);
    }
}
