package io.iclight.bench;

import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.models.clip.ClipTextEncoder;

/**
 * One prompt through the text encoder.
 *
 * @param encoder owned
 */
record ClipTask(ClipTextEncoder encoder) implements Task {

    @Override
    public void run() {
        long[] tokens = new long[encoder.config().maxLength()];
        try (TensorScope scope = TensorScope.open()) {
            encoder.forward(TensorData.ofLongs(tokens, 1, tokens.length));
        }
    }

    @Override
    public void close() {
        encoder.close();
    }
}
