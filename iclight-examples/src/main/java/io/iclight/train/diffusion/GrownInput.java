package io.iclight.train.diffusion;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A UNet's parameters with more input channels, whose weights are 0: it computes what it did, whatever they hold.
 *
 * @param source of the parameters, under diffusers' names; borrowed
 * @param channels how many input channels there shall be, at least as many as there are
 */
record GrownInput(TensorSource source, int channels) implements TensorSource {

    private static final String INPUT = "conv_in.weight";

    @Override
    public ImmutableMap<String, TensorInfo> tensors() {
        ImmutableMap.Builder<String, TensorInfo> grown = ImmutableMap.builder();
        source.tensors().forEach((name, info) -> grown.put(name, name.equals(INPUT) ? grown(info) : info));
        return grown.buildOrThrow();
    }

    private TensorInfo grown(TensorInfo info) {
        long[] shape = info.shape().toArray();
        shape[1] = channels;
        return new TensorInfo(info.type(), ImmutableLongArray.copyOf(shape));
    }

    @Override
    public Tensor read(String name) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor stored = source.read(name).to(ElementType.F32.scalarType());
            return scope.handOut(
                    name.equals(INPUT)
                            ? torch.constant_pad_nd(stored, 0, 0, 0, 0, 0, channels - stored.size(1))
                            : stored);
        }
    }

    @Override
    public String origin() {
        return source.origin();
    }

    @Override
    public void close() {
        source.close();
    }
}
