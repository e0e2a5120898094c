package io.iclight.io.packed;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import java.util.Comparator;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * The memory of tensors, as tensors of bytes. Those of whole cache lines come first, so that they begin with one in a file;
 * then by falling powers of two, so that the others begin at least at a multiple of their elements' size.
 */
final class BytesSource implements TensorSource {

    /** Its bytes, on the processors that libtorch has vectors for. */
    static final int CACHE_LINE = 64;

    private final ImmutableMap<String, Tensor> held;
    private final ImmutableMap<String, TensorInfo> tensors;
    private final String origin;

    /**
     * Takes tensors.
     *
     * @param held borrowed for as long as this is used
     * @param origin what they are called in messages
     */
    BytesSource(ImmutableMap<String, Tensor> held, String origin) {
        this.held = held;
        this.origin = origin;
        this.tensors = held.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), TensorInfo.of(ElementType.U8, size(entry.getValue()))))
                .sorted(Comparator.comparingLong(
                        entry -> -alignment(entry.getValue().bytes())))
                .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static long size(Tensor tensor) {
        return tensor.is_mkldnn() ? OpaqueTensors.size(tensor) : tensor.numel() * tensor.element_size();
    }

    private static long alignment(long bytes) {
        return Math.min(CACHE_LINE, Long.lowestOneBit(bytes));
    }

    @Override
    public ImmutableMap<String, TensorInfo> tensors() {
        return tensors;
    }

    @Override
    public Tensor read(String name) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(PackedTensor.bytes(held.get(name)));
        }
    }

    @Override
    public String origin() {
        return origin;
    }

    @Override
    public void close() {}
}
