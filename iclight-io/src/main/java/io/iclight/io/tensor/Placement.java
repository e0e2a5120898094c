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
 * @param storage what large parameters are kept as
 */
public record Placement(Device device, ElementType type, Storage storage) {

    /** Float32 on the processor: what the reference programs' numbers are compared in. */
    public static final Placement CPU_F32 = cpu(ElementType.F32);

    /** Checks the components. */
    public Placement {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(storage, "storage");
        if (!type.isFloating()) {
            throw new IllegalArgumentException("models compute in F64, F32, F16 or BF16, not in " + type);
        }
        boolean integers = storage.equals(new Storage.Rounded(ElementType.I8));
        if (integers && (type != ElementType.F32 || device.kind() != Device.Kind.CPU)) {
            throw new IllegalArgumentException(
                    "parameters are kept as I8 where F32 is computed in, on the processor, not " + type + " on "
                            + device + "; keep them as F16 there");
        }
    }

    /**
     * Keeps parameters as they are computed with.
     *
     * @param device where
     * @param type what elements are
     */
    public Placement(Device device, ElementType type) {
        this(device, type, Storage.Exact.AS_COMPUTED);
    }

    /**
     * Says what large parameters are kept as.
     *
     * @param other rounded or not
     * @return a placement that differs in this
     */
    public Placement storing(Storage other) {
        return new Placement(device, type, other);
    }

    /**
     * Rounds large parameters to a type.
     *
     * @param other F64, F32, F16, BF16 or I8, see {@link Storage.Rounded}
     * @return a placement that differs in this
     */
    public Placement storing(ElementType other) {
        return storing(new Storage.Rounded(other));
    }

    /**
     * Says what a large parameter is kept as.
     *
     * @param read what the source has
     * @return what its elements are while nothing is computed with them
     */
    public ElementType stored(ElementType read) {
        return storage.of(type, read);
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
        return type + " on " + device + (storage == Storage.Exact.AS_COMPUTED ? "" : ", stored " + storage);
    }
}
