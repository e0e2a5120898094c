package io.iclight.models.iclight;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The parameters of IC-Light's UNet: those of a plain UNet plus an offset, added in float32 one tensor at a time, as they
 * are read. The first convolution of the plain UNet is grown with zeros to the offset's channels (IC-Light, {@code
 * gradio_demo.py}).
 */
public final class IcLightWeights implements TensorSource {

    private static final int NAMES_SHOWN = 5;

    /** In float32 4 MiB, which the C library keeps for the next part. */
    private static final long PART_ELEMENTS = 1L << 20;

    private final IcLightModel model;
    private final TensorSource base;
    private final TensorSource offset;
    private final ImmutableMap<String, TensorInfo> tensors;

    private IcLightWeights(IcLightModel model, TensorSource base, TensorSource offset) {
        this.model = model;
        this.base = base;
        this.offset = offset;
        this.tensors = base.tensors().entrySet().stream()
                .collect(ImmutableMap.toImmutableMap(
                        entry -> entry.getKey(),
                        entry -> new TensorInfo(
                                ElementType.F32,
                                shape(entry.getKey(), entry.getValue().shape()))));
    }

    /**
     * Adds an offset to a UNet. Nothing but the headers is read before a parameter is asked for.
     *
     * @param base a plain UNet's parameters, under diffusers' names
     * @param offset the offset's parameters, under diffusers' names
     * @return the sum, which closes both when it is closed
     * @throws OffsetException if the offset is not one of IC-Light's
     * @throws WeightsException if the UNet is no plain one, or the names and shapes of the two differ
     */
    public static IcLightWeights add(TensorSource base, TensorSource offset) {
        IcLightModel model = IcLightModel.of(offset);
        requirePlain(base);
        IcLightWeights sum = new IcLightWeights(model, base, offset);
        sum.requireMatch();
        return sum;
    }

    private static void requirePlain(TensorSource base) {
        TensorInfo convolution = base.tensors().get(IcLightModel.INPUT_CONVOLUTION);
        if (convolution == null || convolution.shape().length() != 4) {
            throw new WeightsException(base.origin() + " is no UNet in diffusers' names: it has no "
                    + IcLightModel.INPUT_CONVOLUTION + " of four axes");
        }
        if (convolution.shape().get(1) != IcLightModel.LATENT_CHANNELS) {
            throw new WeightsException(base.origin() + " is no plain UNet: its " + IcLightModel.INPUT_CONVOLUTION
                    + " takes " + convolution.shape().get(1) + " channels, not " + IcLightModel.LATENT_CHANNELS
                    + "; use a Stable Diffusion 1.5 model that is neither for inpainting nor relit already");
        }
    }

    private ImmutableLongArray shape(String name, ImmutableLongArray plain) {
        return name.equals(IcLightModel.INPUT_CONVOLUTION) ? model.grownShape(plain) : plain;
    }

    private void requireMatch() {
        Set<String> missing = Sets.difference(tensors.keySet(), offset.tensors().keySet());
        Set<String> unknown = Sets.difference(offset.tensors().keySet(), tensors.keySet());
        Set<String> misshapen = new TreeSet<>();
        for (String name : Sets.intersection(tensors.keySet(), offset.tensors().keySet())) {
            ImmutableLongArray wanted = tensors.get(name).shape();
            ImmutableLongArray found = offset.tensors().get(name).shape();
            if (!found.equals(wanted)) {
                misshapen.add(name + ": expected " + wanted + ", found " + found);
            }
        }
        if (!missing.isEmpty() || !unknown.isEmpty() || !misshapen.isEmpty()) {
            throw new OffsetException(offset.origin() + " does not fit " + base.origin()
                    + report("missing from the offset", missing) + report("missing from the UNet", unknown)
                    + report("of another shape", misshapen)
                    + "\n  IC-Light's offsets fit Stable Diffusion 1.5 alone");
        }
    }

    private static String report(String problem, Set<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        String shown =
                String.join(", ", names.stream().sorted().limit(NAMES_SHOWN).toList());
        String more = names.size() > NAMES_SHOWN ? " and " + (names.size() - NAMES_SHOWN) + " more" : "";
        return "\n  " + problem + " (" + names.size() + "): " + shown + more;
    }

    /**
     * Returns which model the sum is.
     *
     * @return the offset's model
     */
    public IcLightModel model() {
        return model;
    }

    @Override
    public ImmutableMap<String, TensorInfo> tensors() {
        return tensors;
    }

    @Override
    public Tensor read(String name) {
        if (!tensors.containsKey(name)) {
            throw new WeightsException(origin() + " has no tensor " + name);
        }
        try (TensorScope scope = TensorScope.open()) {
            Tensor plain = base.read(name);
            Tensor grown = name.equals(IcLightModel.INPUT_CONVOLUTION) ? grown(plain) : plain;
            return scope.handOut(sum(grown, offset.read(name)));
        }
    }

    /** Part by part, so that nothing but the sum is in memory whole in float32. */
    private static Tensor sum(Tensor plain, Tensor added) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor sum = plain.new_empty(TensorData.shape(plain).toArray(), Placement.CPU_F32.options());
            Tensor total = sum.flatten();
            Tensor first = plain.flatten();
            Tensor second = added.flatten();
            for (long begin = 0; begin < total.numel(); begin += PART_ELEMENTS) {
                try (TensorScope part = TensorScope.open()) {
                    long length = Math.min(PART_ELEMENTS, total.numel() - begin);
                    total.narrow(0, begin, length)
                            .copy_(first.narrow(0, begin, length))
                            .add_(second.narrow(0, begin, length).toType(ScalarType.Float));
                }
            }
            return scope.handOut(sum);
        }
    }

    /** The new channels come after those of the noise, and do nothing but what the offset adds. */
    private Tensor grown(Tensor plain) {
        return torch.constant_pad_nd(plain, 0, 0, 0, 0, 0, model.inChannels() - IcLightModel.LATENT_CHANNELS);
    }

    @Override
    public String origin() {
        return base.origin() + " + " + offset.origin();
    }

    /** Closes both sources; tensors that were read stay valid. */
    @Override
    public void close() {
        base.close();
        offset.close();
    }
}
