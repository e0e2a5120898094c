package io.iclight.io.tensor;

import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What the elements of a tensor are, under the names that the safetensors format gives them. */
public enum ElementType {
    /** IEEE 754 double. */
    F64(8, ScalarType.Double),
    /** IEEE 754 single. */
    F32(4, ScalarType.Float),
    /** IEEE 754 half. */
    F16(2, ScalarType.Half),
    /** The upper half of an IEEE 754 single. */
    BF16(2, ScalarType.BFloat16),
    /** Signed, 64 bits. */
    I64(8, ScalarType.Long),
    /** Signed, 32 bits. */
    I32(4, ScalarType.Int),
    /** Signed, 16 bits. */
    I16(2, ScalarType.Short),
    /** Signed, 8 bits. */
    I8(1, ScalarType.Char),
    /** Unsigned, 8 bits. */
    U8(1, ScalarType.Byte),
    /** One byte, 0 or 1. */
    BOOL(1, ScalarType.Bool);

    private final int bytes;
    private final ScalarType scalarType;

    ElementType(int bytes, ScalarType scalarType) {
        this.bytes = bytes;
        this.scalarType = scalarType;
    }

    /**
     * Returns the size of one element.
     *
     * @return bytes, 1 to 8
     */
    public int bytes() {
        return bytes;
    }

    /**
     * Returns what libtorch calls this type.
     *
     * @return libtorch's scalar type
     */
    public ScalarType scalarType() {
        return scalarType;
    }

    /**
     * Says whether this is a floating-point type.
     *
     * @return {@code true} for F64, F32, F16 and BF16
     */
    public boolean isFloating() {
        return this == F64 || this == F32 || this == F16 || this == BF16;
    }

    /**
     * Says whether every number of another floating-point type is a number of this one.
     *
     * @param other a floating-point type
     * @return whether it is this type, or one with less range and less precision
     */
    public boolean holds(ElementType other) {
        return other == this || isFloating() && other.isFloating() && bytes >= 4 && other.bytes < bytes;
    }

    /**
     * Finds a type by its name in a safetensors header.
     *
     * @param name such as {@code "BF16"}
     * @return the type, or empty where this library has none of that name
     */
    public static Optional<ElementType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    /**
     * Finds the type of a tensor's elements.
     *
     * @param scalarType what libtorch calls it
     * @return the type
     * @throws IllegalArgumentException if safetensors files have no such type
     */
    public static ElementType of(ScalarType scalarType) {
        for (ElementType type : values()) {
            if (type.scalarType.intern() == scalarType.intern()) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                "no element type for " + scalarType + "; expected one of " + Arrays.toString(values()));
    }
}
