package io.iclight.parity.sampling;

import com.google.common.primitives.ImmutableDoubleArray;
import io.iclight.io.tensor.TensorData;
import io.iclight.samplers.Denoiser;
import io.iclight.samplers.NoiseModel;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** What a sampler asked its model, call by call. */
final class ModelCalls implements AutoCloseable {

    private final ImmutableDoubleArray.Builder timesteps = ImmutableDoubleArray.builder();
    private final List<Long> batches = new ArrayList<>();
    private final List<Tensor> inputs = new ArrayList<>();
    private final List<Tensor> copies = new ArrayList<>();

    /** Makes a model that notes the timestep and the size of each batch. */
    NoiseModel notingCalls(NoiseModel model) {
        return (x, timestep) -> {
            timesteps.add(timestep);
            batches.add(x.size(0));
            return model.predict(x, timestep);
        };
    }

    /** Makes a denoiser that notes its input, which is what the reference calls the sample. */
    Denoiser notingInputs(Denoiser denoiser) {
        return (x, level) -> {
            inputs.add(copy(x));
            return denoiser.denoise(x, level);
        };
    }

    /** Copies a tensor that is to be remembered as long as the calls are. */
    Tensor copy(Tensor x) {
        Tensor copy = x.clone();
        copy.retainReference();
        copies.add(copy);
        return copy;
    }

    ImmutableDoubleArray timesteps() {
        return timesteps.build();
    }

    Tensor batches() {
        return TensorData.ofLongs(batches.stream().mapToLong(Long::longValue).toArray(), batches.size());
    }

    int count() {
        return inputs.size();
    }

    Tensor input(int call) {
        return inputs.get(call);
    }

    /** Stacks the inputs from the second call on, and the result of the run: what each step led to. */
    Tensor trajectory(Tensor result) {
        TensorVector stacked = new TensorVector(inputs.subList(1, inputs.size()).toArray(Tensor[]::new));
        stacked.push_back(result);
        return torch.stack(stacked, 0);
    }

    @Override
    public void close() {
        copies.forEach(Tensor::close);
    }
}
