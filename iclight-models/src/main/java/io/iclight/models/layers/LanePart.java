package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** What is computed on a lane: without gradients, in a scope of its own, and counted, since counters see their thread alone. */
final class LanePart implements Supplier<Tensor> {

    private final Supplier<Tensor> computation;
    private final Map<FlopCounter.Kind, Long> flops = new EnumMap<>(FlopCounter.Kind.class);

    LanePart(Supplier<Tensor> computation) {
        this.computation = computation;
    }

    @Override
    public Tensor get() {
        try (TensorScope scope = TensorScope.open();
                FlopCounter counter = FlopCounter.open()) {
            // Belongs to the scope, whose end restores the lane's former mode.
            new NoGradGuard();
            Tensor result = scope.handOut(computation.get());
            for (FlopCounter.Kind kind : FlopCounter.Kind.values()) {
                flops.put(kind, counter.of(kind));
            }
            return result;
        }
    }

    /** Tells the counters of the thread that waited. */
    void reportFlops() {
        flops.forEach((kind, operations) -> FlopCounter.report(kind, operations / 2));
    }
}
