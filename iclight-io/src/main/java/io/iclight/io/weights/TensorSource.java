package io.iclight.io.weights;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Named tensors, wherever they are: in a file, in many files, computed, or the sum of two other sources.
 *
 * <p>Sources are stacked (an offset added to a base, names translated), and read one tensor at a time, so that a model
 * is never in memory twice.
 */
public interface TensorSource extends AutoCloseable {

    /**
     * Lists what there is.
     *
     * @return the description of each tensor by its name, in the source's order
     */
    ImmutableMap<String, TensorInfo> tensors();

    /**
     * Reads one tensor.
     *
     * @param name one of {@link #tensors()}
     * @return the tensor as it is stored, on the CPU, belonging to the caller; it may share memory with the source and
     *     stays valid when the source is closed
     * @throws WeightsException if there is no tensor of that name or it cannot be read
     */
    Tensor read(String name);

    /**
     * Says where the tensors come from, for messages.
     *
     * @return such as a file's path
     */
    String origin();

    /**
     * Says where what a graph makes of all tensors is kept.
     *
     * @return the place; empty, which is usual, where it is not kept
     */
    default Optional<PackedForm> packed() {
        return Optional.empty();
    }

    /** Gives up files and mappings; tensors that were read stay valid. */
    @Override
    void close();
}
