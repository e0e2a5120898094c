package io.iclight.io.tensor;

import java.util.Objects;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;

/**
 * Where a model computes, and in what: its parameters lie on the device, in the type, and so do the tensors that it
 * returns.
 *
 * @param device where
 * @param type what elements are: F64, F32, F16 or BF16
 * @param stored what the elements of large parameters are while nothing is computed with them; where it is not the type,
 *     they are converted for each use, which takes time and spares memory
 */
public record Placement(Device device, ElementType type, ElementType stored) {

    /** Float32 on the processor: what the reference programs' numbers are compared in. */
    public static final Placement CPU_F32 = cpu(ElementType.F32);

    /** Checks the components. */
    public Placement {
        Objects.requireNonNull(device, "device");
        requireFloating(type, "compute", "in");
        requireFloating(stored, "keep their parameters", "as");
    }

    private static void requireFloating(ElementType type, String what, String preposition) {
        if (!type.isFloating()) {
            throw new IllegalArgumentException(
                    "models " + what + " " + preposition + " F64, F32, F16 or BF16, not " + preposition + " " + type);
        }
    }

    /**
     * Keeps parameters as they are computed with.
     *
     * @param device where
     * @param type what elements are
     */
    public Placement(Device device, ElementType type) {
        this(device, type, type);
    }

    /**
     * Says what large parameters are kept as.
     *
     * @param other F64, F32, F16 or BF16
     * @return a placement that differs in this
     */
    public Placement storing(ElementType other) {
        return new Placement(device, type, other);
    }

    /**
     * Says whether large parameters are kept as something else than what is computed in.
     *
     * @return whether they are converted for each use
     */
    public boolean isCompact() {
        return type != stored;
    }

    /**
     * Chooses a type on the processor.
     *
     * @param type F64, F32, F16 or BF16
     * @return the placement
     */
    public static Placement cpu(ElementType type) {
        return new Placement(Device.CPU, type);
    }

    /**
     * Moves a tensor here, and rounds it to the type.
     *
     * @param tensor of floating-point numbers, borrowed
     * @return belonging to the caller; it shares memory with {@code tensor} if that is already as it should be
     */
    public Tensor move(Tensor tensor) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(device.move(tensor.toType(type.scalarType())));
        }
    }

    /**
     * Returns what libtorch wants to know to make a tensor here.
     *
     * @return device and type, belonging to the caller
     */
    public TensorOptions options() {
        try (TensorScope scope = TensorScope.open()) {
            TensorOptions onDevice = new TensorOptions(device.libtorchDevice());
            return scope.handOut(onDevice.dtype(new ScalarTypeOptional(type.scalarType())));
        }
    }

    @Override
    public String toString() {
        return type + " on " + device + (isCompact() ? ", stored as " + stored : "");
    }
}
