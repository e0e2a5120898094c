package io.iclight.parity;

import io.iclight.io.tensor.ElementType;

/**
 * Where and how models compute while they are compared. Tolerances are those of float32 on a CPU; another target shows
 * how much it differs.
 *
 * @param device as libtorch names it: {@code cpu}
 * @param type of the parameters and activations
 */
public record ParityTarget(String device, ElementType type) {

    /** What the tolerances were made for. */
    public static final ParityTarget REFERENCE = new ParityTarget("cpu", ElementType.F32);
}
