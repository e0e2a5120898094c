package io.iclight.io.packed;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.PointerByReference;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Libtorch;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.WeightsException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.Layout;

/**
 * Tensors in a layout that none but oneDNN reads, taken apart into bytes and a description, and put together again without a
 * copy. The binding has no means for either; libtorch has them for compiled models, as functions of C.
 *
 * <p>Source: pytorch/pytorch, {@code torch/csrc/inductor/aoti_torch/c/shim.h} and {@code
 * aten/src/ATen/native/mkldnn/MKLDNNConversions.cpp}.
 */
final class OpaqueTensors {

    private OpaqueTensors() {}

    /**
     * Describes a layout.
     *
     * @param opaque borrowed
     * @return what {@link #over} takes
     */
    static byte[] layout(Tensor opaque) {
        try (TensorScope scope = TensorScope.open()) {
            return TensorData.bytes(
                    ask("mkldnn::_get_mkldnn_serialized_md", opaque).toTensor());
        }
    }

    /**
     * Counts the bytes that a layout takes.
     *
     * @param opaque borrowed
     * @return what oneDNN reads, from the first byte on
     */
    static long size(Tensor opaque) {
        try (TensorScope scope = TensorScope.open()) {
            return ask("mkldnn::_nbytes", opaque).toInt();
        }
    }

    private static IValue ask(String operator, Tensor opaque) {
        IValueVector stack = new IValueVector(new IValue(opaque));
        Dispatcher.singleton().findSchemaOrThrow(operator, "").callBoxed(stack);
        return stack.get(0);
    }

    /**
     * Views the memory of a tensor.
     *
     * @param opaque borrowed
     * @return uint8, one axis, belonging to the caller; of use for as long as {@code opaque} lives
     */
    static Tensor bytes(Tensor opaque) {
        NativeLibrary libtorch = libtorch();
        PointerByReference data = new PointerByReference();
        call(libtorch, "aoti_torch_get_data_ptr", new com.sun.jna.Pointer(opaque.address()), data);
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(torch.from_blob(
                    new Address(data.getValue()),
                    new long[] {size(opaque)},
                    new TensorOptions(ElementType.U8.scalarType())));
        }
    }

    /**
     * Makes a tensor whose numbers are in given memory.
     *
     * @param bytes uint8, one axis; borrowed, and to outlive the tensor
     * @param info what the elements are, and the axes
     * @param layout how they lie there, as {@link #layout} describes it
     * @return the tensor, belonging to the caller
     */
    static Tensor over(Tensor bytes, TensorInfo info, byte[] layout) {
        NativeLibrary libtorch = libtorch();
        PointerByReference made = new PointerByReference();
        try (TensorScope scope = TensorScope.open();
                Memory sizes = longs(info.shape().toArray());
                Memory description = bytes(layout)) {
            call(
                    libtorch,
                    "aoti_torch_create_tensor_from_blob_v2",
                    new com.sun.jna.Pointer(bytes.data_ptr().address()),
                    (long) info.shape().length(),
                    sizes,
                    // Strides, of which such a tensor has none.
                    sizes,
                    0L,
                    (int) info.type().scalarType().value,
                    (int) DeviceType.CPU.value,
                    0,
                    made,
                    (int) Layout.Mkldnn.value,
                    description,
                    (long) layout.length);
            // What libtorch made is freed by libtorch; another handle of it is freed as all tensors are.
            Tensor handle = new Tensor(new Tensor(new Address(made.getValue())));
            call(libtorch, "aoti_torch_delete_tensor_object", made.getValue());
            return scope.handOut(handle);
        }
    }

    private static Memory longs(long[] values) {
        Memory memory = new Memory((long) values.length * Long.BYTES);
        memory.write(0, values, 0, values.length);
        return memory;
    }

    private static Memory bytes(byte[] values) {
        Memory memory = new Memory(values.length);
        memory.write(0, values, 0, values.length);
        return memory;
    }

    private static void call(NativeLibrary libtorch, String function, Object... arguments) {
        int error = libtorch.getFunction(function).invokeInt(arguments);
        if (error != 0) {
            throw new WeightsException("libtorch's function " + function + " failed with " + error
                    + "; load the models without keeping them packed");
        }
    }

    /** To be had before anything else of JNA is touched. */
    private static NativeLibrary libtorch() {
        try {
            return Shim.LIBRARY;
        } catch (LinkageError e) {
            throw new WeightsException(
                    "JNA, by which models are kept packed, does not start: " + e + "; set jna.tmpdir to a folder that "
                            + "libraries may be loaded from, or load the models without keeping them packed",
                    e);
        }
    }

    /** Memory that JNA knows, as JavaCPP knows it. */
    private static final class Address extends Pointer {

        Address(com.sun.jna.Pointer pointer) {
            this.address = com.sun.jna.Pointer.nativeValue(pointer);
        }
    }

    /** The libtorch that runs, found by its path: its functions of C are no part of the binding. */
    private static final class Shim {

        static final NativeLibrary LIBRARY = open();

        private Shim() {}

        private static NativeLibrary open() {
            Libtorch.start();
            return NativeLibrary.getInstance(Loader.getLoadedLibraries().get("torch_cpu"));
        }
    }
}
