package io.iclight;

import io.iclight.io.tensor.Device;
import io.iclight.io.tensor.ElementType;
import java.util.Objects;
import java.util.Optional;

/**
 * What each model of a relighter computes in, and what weights are kept as in memory. Latents are float32 between the UNet's
 * calls, whatever this says.
 *
 * <p>The weights of convolutions and linear layers may be kept as something narrower than what they are computed with; each
 * is then converted whenever it is needed:
 *
 * <ul>
 *   <li>Empty, the default, rounds nothing. On the processor, weights stay in the narrower type that the checkpoint has them
 *       in, where nothing was added to them and the type of the computation has all its numbers: the text encoder's and the
 *       autoencoder's of a checkpoint in float16. The result is the same to the bit.
 *   <li>{@link ElementType#F16} halves the memory of a relighter that computes in float32. A relight takes longer
 *       (docs/performance.md says by how much), and its result is that of the rounded weights: the same as without where the
 *       checkpoint has them in float16.
 *   <li>{@link ElementType#I8} is for a UNet that computes in float32 on the processor; the other models stay as they are. Its
 *       weights become 8-bit integers, a quarter of their memory, and are multiplied with inputs that are rounded to 8 bits
 *       too (dynamic quantization). The UNet takes seven tenths of the time, and the picture is a little different
 *       (docs/speed.md).
 * </ul>
 *
 * @param textEncoder F64, F32, F16 or BF16
 * @param autoencoder likewise; float16 overflows in Stable Diffusion 1.5's autoencoder, bfloat16 does not
 * @param unet likewise
 * @param stored what weights are kept as, or empty
 */
public record Precision(
        ElementType textEncoder, ElementType autoencoder, ElementType unet, Optional<ElementType> stored) {

    /** Float32 for every model: what a relighter on the processor has if nothing else is asked for. */
    public static final Precision FULL = all(ElementType.F32);

    /**
     * Float16, and bfloat16 for the autoencoder: what a relighter on a card has if nothing else is asked for.
     *
     * <p>Source: lllyasviel/IC-Light, {@code gradio_demo.py}.
     */
    public static final Precision DEMO = new Precision(ElementType.F16, ElementType.BF16, ElementType.F16);

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if a model cannot compute in its type, or weights cannot be kept in theirs
     */
    public Precision {
        requireFloating("text encoder", textEncoder);
        requireFloating("autoencoder", autoencoder);
        requireFloating("UNet", unet);
        Objects.requireNonNull(stored, "stored");
        stored.ifPresent(type -> {
            if (!type.isFloating() && type != ElementType.I8) {
                throw new IllegalArgumentException("weights are kept as F64, F32, F16, BF16 or I8, not as " + type);
            }
            if (type == ElementType.I8 && unet != ElementType.F32) {
                throw new IllegalArgumentException(
                        "weights are kept as I8 where the UNet computes in F32, not in " + unet);
            }
        });
    }

    /**
     * Keeps weights as they are computed with.
     *
     * @param textEncoder F64, F32, F16 or BF16
     * @param autoencoder likewise
     * @param unet likewise
     */
    public Precision(ElementType textEncoder, ElementType autoencoder, ElementType unet) {
        this(textEncoder, autoencoder, unet, Optional.empty());
    }

    /**
     * Says what weights are kept as.
     *
     * @param type F64, F32, F16, BF16 or I8
     * @return a precision that differs in this
     */
    public Precision storing(ElementType type) {
        return new Precision(textEncoder, autoencoder, unet, Optional.of(Objects.requireNonNull(type, "type")));
    }

    private static void requireFloating(String model, ElementType type) {
        Objects.requireNonNull(type, model);
        if (!type.isFloating()) {
            throw new IllegalArgumentException("the " + model + " computes in F64, F32, F16 or BF16, not in " + type);
        }
    }

    /**
     * Gives every model the same type.
     *
     * @param type F64, F32, F16 or BF16
     * @return the precision
     */
    public static Precision all(ElementType type) {
        return new Precision(type, type, type);
    }

    /**
     * Returns what a device is best at.
     *
     * @param device any
     * @return {@link #DEMO} for a card, {@link #FULL} for any other
     */
    public static Precision defaultFor(Device device) {
        return device.kind() == Device.Kind.CUDA ? DEMO : FULL;
    }
}
