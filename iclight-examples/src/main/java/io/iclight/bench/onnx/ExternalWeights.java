package io.iclight.bench.onnx;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.file.FileAccessException;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * A model's parameters in one file, since a message of Protocol Buffers ends at 2 GB. Matrices are transposed, as exports
 * have them: ONNX multiplies from the right.
 *
 * @param places of the parameters by name
 * @param shapes of the parameters as they lie there
 */
record ExternalWeights(
        ImmutableMap<String, OnnxTensors.Place> places, ImmutableMap<String, ImmutableLongArray> shapes) {

    /** A page of memory, so that a parameter can be mapped by itself. */
    private static final long ALIGNMENT = 4096;

    static ExternalWeights write(TensorSource source, Path file) {
        Map<String, OnnxTensors.Place> places = new LinkedHashMap<>();
        Map<String, ImmutableLongArray> shapes = new LinkedHashMap<>();
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            for (Map.Entry<String, TensorInfo> entry : source.tensors().entrySet()) {
                try (TensorScope scope = TensorScope.open()) {
                    Tensor stored = source.read(entry.getKey());
                    Tensor tensor = stored.dim() == 2 ? stored.t().contiguous() : stored;
                    long offset = (out.position() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
                    out.position(offset);
                    TensorData.write(tensor, out);
                    places.put(
                            entry.getKey(),
                            new OnnxTensors.Place(file.getFileName().toString(), offset, out.position() - offset));
                    shapes.put(entry.getKey(), TensorData.shape(tensor));
                }
            }
        } catch (IOException e) {
            throw FileAccessException.unwritable(file, e);
        }
        return new ExternalWeights(ImmutableMap.copyOf(places), ImmutableMap.copyOf(shapes));
    }
}
