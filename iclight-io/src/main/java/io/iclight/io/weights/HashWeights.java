package io.iclight.io.weights;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import java.nio.charset.StandardCharsets;
import org.bytedeco.pytorch.Tensor;

/**
 * Parameters computed from their names: the generator {@code iclight-hash-v1}, which the reference programs run too, so
 * that whole models can be compared without shipping them.
 *
 * <p>Element {@code i} of a tensor is {@code center + (2u - 1) * scale}, where {@code u} in [0, 1) is 24 bits of
 * splitmix64 started from the FNV-1a hash of the name and the seed. Norm weights lie around 1, matrices have the
 * variance 1 / fan-in, so that activations neither vanish nor explode. An image made with them is noise.
 */
public final class HashWeights implements TensorSource {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final ImmutableMap<String, TensorInfo> tensors;
    private final long seed;
    private final double gain;
    private final double oneAxisGain;
    private final double normCenter;

    private HashWeights(
            ImmutableMap<String, TensorInfo> tensors, long seed, double gain, double oneAxisGain, double normCenter) {
        this.tensors = tensors;
        this.seed = seed;
        this.gain = gain;
        this.oneAxisGain = oneAxisGain;
        this.normCenter = normCenter;
    }

    /**
     * Makes the parameters of a model.
     *
     * @param tensors the model's parameters; what is read is float32 whatever type they state
     * @param seed of the generator
     * @return the source
     */
    public static HashWeights model(ImmutableMap<String, TensorInfo> tensors, long seed) {
        return new HashWeights(inFloat32(tensors), seed, 1, 1, 1);
    }

    /**
     * Makes an offset to be added to a model's parameters: everything lies around 0, and is scaled by the gain.
     *
     * @param tensors the parameters; what is read is float32 whatever type they state
     * @param seed of the generator
     * @param gain how large the offset is, against a model's parameters
     * @return the source
     */
    public static HashWeights offset(ImmutableMap<String, TensorInfo> tensors, long seed, double gain) {
        return new HashWeights(inFloat32(tensors), seed, gain, gain, 0);
    }

    private static ImmutableMap<String, TensorInfo> inFloat32(ImmutableMap<String, TensorInfo> tensors) {
        return tensors.entrySet().stream()
                .collect(ImmutableMap.toImmutableMap(
                        entry -> entry.getKey(),
                        entry ->
                                new TensorInfo(ElementType.F32, entry.getValue().shape())));
    }

    @Override
    public ImmutableMap<String, TensorInfo> tensors() {
        return tensors;
    }

    @Override
    public Tensor read(String name) {
        TensorInfo info = tensors.get(name);
        if (info == null) {
            throw new WeightsException(origin() + " has no tensor " + name);
        }
        long[] shape = info.shape().toArray();
        double center = center(name, shape);
        double scale = scale(name, shape);
        long hash = fnv1a(name) ^ (seed * GOLDEN);
        return TensorData.ofFloats((begin, part) -> fill(part, hash + begin * GOLDEN, center, scale), shape);
    }

    private static void fill(float[] part, long state, double center, double scale) {
        for (int i = 0; i < part.length; i++) {
            double u = (mix(state + (i + 1) * GOLDEN) >>> 40) * 0x1p-24;
            part[i] = (float) (center + (2 * u - 1) * scale);
        }
    }

    private double center(String name, long[] shape) {
        boolean aroundOne = name.endsWith("running_var") || shape.length == 1 && name.endsWith(".weight");
        return aroundOne ? normCenter : 0;
    }

    private double scale(String name, long[] shape) {
        if (name.endsWith("num_batches_tracked")) {
            return 0;
        }
        if (shape.length <= 1) {
            boolean wide = name.endsWith("running_var") || name.endsWith(".weight");
            return (wide ? 0.1 : 0.05) * oneAxisGain;
        }
        long fanIn = 1;
        for (int axis = 1; axis < shape.length; axis++) {
            fanIn *= shape[axis];
        }
        return gain * Math.sqrt(3.0 / fanIn);
    }

    private static long fnv1a(String name) {
        long hash = 0xCBF29CE484222325L;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
        }
        return hash;
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    @Override
    public String origin() {
        return "iclight-hash-v1 (seed " + seed + ")";
    }

    /** Does nothing: there is nothing to give up. */
    @Override
    public void close() {}
}
