package io.iclight.io.image;

/** How floats become 8-bit samples. */
final class Quantization {

    private Quantization() {}

    /** Limits to 0…255 and drops the fraction; not a number becomes 0. */
    static byte truncate(float value) {
        return (byte) Math.min(255, Math.max(0, (int) value));
    }
}
