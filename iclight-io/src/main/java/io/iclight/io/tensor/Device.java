package io.iclight.io.tensor;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.DeviceType;

/**
 * Where tensors lie and are computed with. Naming a device does not say that the machine has it.
 *
 * @param kind what it is
 * @param index which of its kind, from 0; always 0 for kinds of which there is but one
 */
public record Device(Kind kind, int index) {

    /** What a device can be. */
    public enum Kind {
        /** The processor, and the machine's memory. */
        CPU(DeviceType.CPU),
        /** A card of NVIDIA's, and its own memory. */
        CUDA(DeviceType.CUDA),
        /** Nowhere: tensors have types and shapes, and no elements. */
        META(DeviceType.Meta);

        private final DeviceType type;

        Kind(DeviceType type) {
            this.type = type;
        }
    }

    /** The processor. */
    public static final Device CPU = new Device(Kind.CPU, 0);

    /** Where there is nothing but types and shapes, to check what a computation would do without doing it. */
    public static final Device META = new Device(Kind.META, 0);

    private static final Pattern CUDA_NAME = Pattern.compile("cuda(?::(\\d{1,3}))?");

    /** libtorch counts cards in a signed byte. */
    private static final int LARGEST_INDEX = Byte.MAX_VALUE;

    /** Checks the components. */
    public Device {
        Objects.requireNonNull(kind, "kind");
        int largest = kind == Kind.CUDA ? LARGEST_INDEX : 0;
        if (index < 0 || index > largest) {
            throw new IllegalArgumentException(
                    "the index of a " + kind + " device must be in 0…" + largest + ", was " + index);
        }
    }

    /**
     * Names a card.
     *
     * @param index from 0, as CUDA counts the cards that it is shown
     * @return the device
     */
    public static Device cuda(int index) {
        return new Device(Kind.CUDA, index);
    }

    /**
     * Reads the name of a device to compute on.
     *
     * @param name {@code cpu}, {@code cuda} for the first card, or {@code cuda:1} for the second, and so on
     * @return the device; whether there is one is another question
     * @throws UnknownDeviceException if it is none of these
     */
    public static Device named(String name) {
        if (name.equals("cpu")) {
            return CPU;
        }
        Matcher cuda = CUDA_NAME.matcher(name);
        if (!cuda.matches()) {
            throw new UnknownDeviceException(name);
        }
        int index = cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1));
        if (index > LARGEST_INDEX) {
            throw new UnknownDeviceException(name);
        }
        return cuda(index);
    }

    /**
     * Moves a tensor here. What goes from the processor to a card goes through page-locked memory, so that this thread
     * need not wait for it to arrive; what is computed with it on the card does.
     *
     * @param tensor borrowed; on any device but {@link #META}, unless it is to stay there
     * @return the same elements on this device, belonging to the caller; it shares memory with {@code tensor} if that is
     *     here already
     */
    public Tensor move(Tensor tensor) {
        try (TensorScope scope = TensorScope.open()) {
            boolean upload = kind == Kind.CUDA && tensor.is_cpu();
            Tensor source = upload ? tensor.pin_memory() : tensor;
            return scope.handOut(
                    source.to(libtorchDevice(), source.scalar_type(), upload, false, new MemoryFormatOptional()));
        }
    }

    /**
     * Tells where a tensor lies.
     *
     * @param tensor borrowed
     * @return its device
     * @throws IllegalArgumentException if it is of no {@link Kind}
     */
    public static Device of(Tensor tensor) {
        try (TensorScope scope = TensorScope.open()) {
            org.bytedeco.pytorch.Device found = tensor.device();
            for (Kind kind : Kind.values()) {
                if (kind.type == found.type().intern()) {
                    return new Device(kind, kind == Kind.CUDA ? found.index() : 0);
                }
            }
            throw new IllegalArgumentException(
                    "a tensor on " + found.str().getString() + " is of no use here;" + " expected cpu, cuda or meta");
        }
    }

    /** What libtorch calls this device; belongs to the caller's scope. */
    org.bytedeco.pytorch.Device libtorchDevice() {
        return kind == Kind.CUDA
                ? new org.bytedeco.pytorch.Device(kind.type, (byte) index)
                : new org.bytedeco.pytorch.Device(kind.type);
    }

    /** Returns the name, as {@link #named} reads it. */
    @Override
    public String toString() {
        return switch (kind) {
            case CPU -> "cpu";
            case CUDA -> "cuda:" + index;
            case META -> "meta";
        };
    }
}
