package io.iclight.parity.pipeline;

import com.google.common.primitives.Longs;
import io.iclight.io.tensor.TensorData;
import io.iclight.parity.cases.ParityCase;
import io.iclight.samplers.Noise;
import java.util.List;
import java.util.Locale;
import org.bytedeco.pytorch.Tensor;

/** The noise that the reference drew, in its order: {@code noise.00}, {@code noise.01}, … */
final class CaseNoise implements Noise {

    private final ParityCase parityCase;
    private int next;

    CaseNoise(ParityCase parityCase) {
        this.parityCase = parityCase;
    }

    /** Passes over what was drawn before a pass. */
    CaseNoise skipTo(String pass) {
        List<String> drawnIn = parityCase.args().strings("noise_drawn_in");
        while (!drawnIn.get(next).startsWith(pass)) {
            next++;
        }
        return this;
    }

    @Override
    public Tensor next(long... shape) {
        String name = String.format(Locale.ROOT, "noise.%02d", next++);
        if (!parityCase.hasTensor(name)) {
            throw new IllegalStateException(
                    parityCase + ": the reference drew " + (next - 1) + " tensors of noise, and one more is wanted");
        }
        Tensor noise = parityCase.tensor(name);
        if (!TensorData.shape(noise).asList().equals(Longs.asList(shape))) {
            throw new IllegalStateException(parityCase + ": " + name + " has the shape " + TensorData.shape(noise)
                    + ", but " + Longs.asList(shape) + " was wanted");
        }
        return noise;
    }
}
