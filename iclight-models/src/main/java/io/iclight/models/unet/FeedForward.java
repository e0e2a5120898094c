package io.iclight.models.unet;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.layers.Geglu;
import io.iclight.models.layers.Layer;
import io.iclight.models.layers.LayerNorm;
import io.iclight.models.layers.Linear;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The feed-forward net of a transformer block: two linear layers, and between them GEGLU. */
final class FeedForward {

    private static final int EXPANSION = 4;

    /** Rows whose inner channels, eight times as many, stay in a core's cache from one layer to the next. */
    private static final long ROWS_AT_ONCE = 512;

    private final Linear projection;
    private final Layer net;

    FeedForward(Weights weights, int size) {
        this.projection = new Linear(weights.at("ff.net.0.proj"), size, 2L * EXPANSION * size);
        this.net = new LayerNorm(weights.at("norm3"), size, TransformerBlock.EPSILON)
                .then(projection)
                .then(Geglu.INSTANCE)
                .then(new Linear(weights.at("ff.net.2"), (long) EXPANSION * size, size));
    }

    /**
     * Adds the net's output to its input.
     *
     * @param x {@code [batch, tokens, size]}, borrowed
     * @return the sum, belonging to the caller
     */
    Tensor addTo(Tensor x) {
        long rows = x.size(0) * x.size(1);
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(rows > ROWS_AT_ONCE && suitsPieces() ? inPieces(x, rows) : x.add(net.forward(x)));
        }
    }

    /** On several threads, products of fewer rows are slower; and what is converted for each use would be for each piece. */
    private boolean suitsPieces() {
        return !GradMode.is_enabled() && torch.get_num_threads() == 1 && projection.isPacked();
    }

    private Tensor inPieces(Tensor x, long rows) {
        Tensor from = x.reshape(1, rows, x.size(2));
        Tensor sum = x.new_empty(x.size(0), x.size(1), x.size(2));
        Tensor to = sum.view(1, rows, x.size(2));
        for (long row = 0; row < rows; row += ROWS_AT_ONCE) {
            try (TensorScope piece = TensorScope.open()) {
                long count = Math.min(ROWS_AT_ONCE, rows - row);
                Tensor some = from.narrow(1, row, count);
                torch.add_out(to.narrow(1, row, count), some, net.forward(some));
            }
        }
        return sum;
    }
}
