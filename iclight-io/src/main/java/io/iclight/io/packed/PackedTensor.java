package io.iclight.io.packed;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.json.JsonObject;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.WeightsException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * What is to be known of a tensor besides its bytes.
 *
 * @param info what its elements are, and its axes
 * @param layout how oneDNN laid it out, in base 64; empty where it lies row by row
 */
record PackedTensor(TensorInfo info, Optional<String> layout) {

    private static final String TYPE = "type";
    private static final String SHAPE = "shape";
    private static final String LAYOUT = "layout";

    static PackedTensor plain(TensorInfo info) {
        return new PackedTensor(info, Optional.empty());
    }

    static PackedTensor of(Tensor tensor) {
        TensorInfo info = new TensorInfo(ElementType.of(tensor.scalar_type()), TensorData.shape(tensor));
        return tensor.is_mkldnn()
                ? new PackedTensor(info, Optional.of(Base64.getEncoder().encodeToString(OpaqueTensors.layout(tensor))))
                : plain(info);
    }

    /** The tensor's memory, uint8, one axis, in the caller's scope or sharing memory with the tensor. */
    static Tensor bytes(Tensor tensor) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(
                    tensor.is_mkldnn()
                            ? OpaqueTensors.bytes(tensor)
                            : tensor.detach().contiguous().view(-1).view(ElementType.U8.scalarType()));
        }
    }

    /**
     * Puts the tensor together again.
     *
     * @param bytes uint8, one axis; borrowed, and to outlive the tensor
     * @param origin what to call it in messages
     * @return the tensor, belonging to the caller
     */
    Tensor over(Tensor bytes, String origin) {
        try (TensorScope scope = TensorScope.open()) {
            if (layout.isEmpty()) {
                requireSize(bytes, info.bytes(), origin);
                return scope.handOut(
                        bytes.view(info.type().scalarType()).view(info.shape().toArray()));
            }
            Tensor opaque = OpaqueTensors.over(bytes, info, Base64.getDecoder().decode(layout.get()));
            requireSize(bytes, OpaqueTensors.size(opaque), origin);
            return scope.handOut(opaque);
        }
    }

    private static void requireSize(Tensor bytes, long expected, String origin) {
        if (bytes.numel() != expected) {
            throw new WeightsException(origin + ": expected " + expected + " bytes, found " + bytes.numel()
                    + "; delete the file, and it is made anew");
        }
    }

    ImmutableMap<String, Object> json() {
        ImmutableMap.Builder<String, Object> json = ImmutableMap.builder();
        json.put(TYPE, info.type().name());
        json.put(SHAPE, info.shape().asList());
        layout.ifPresent(text -> json.put(LAYOUT, text));
        return json.buildOrThrow();
    }

    static PackedTensor of(JsonObject json) {
        List<Long> shape = json.integers(SHAPE);
        return new PackedTensor(
                new TensorInfo(ElementType.valueOf(json.string(TYPE)), ImmutableLongArray.copyOf(shape)),
                json.optional(LAYOUT, json::string));
    }
}
