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
 */
public record Placement(Device device, ElementType type) {

    /** Float32 on the processor: what the reference programs' numbers are compared in. */
    public static final Placement CPU_F32 = cpu(ElementType.F32);

    /** Checks the components. */
    public Placement {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(type, "type");
        if (!type.isFloating()) {
            throw new IllegalArgumentException("models compute in F64, F32, F16 or BF16, not in " + type);
        }
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
        return type + " on " + device;
    }
}
